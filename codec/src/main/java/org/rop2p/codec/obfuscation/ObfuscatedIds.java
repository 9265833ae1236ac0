package org.rop2p.codec.obfuscation;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.IdDecoder;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;

/**
 * The packet ids from a client to its map server on one connection, with one key stream for what
 * the client has sent and another for what the server gets: packets may be withheld and added
 * between the two.
 *
 * <p>A relay gives this to the scanner of that direction, which then finds frames in masked bytes.
 * For each whole frame, once and in order, it calls {@link #decode}; from then on the frame reads
 * as plain. Just before a plain frame is written to the server, once and in the order of writing,
 * it calls {@link #encode}; also for frames of its own making. Where framing is lost the bytes are
 * passed on as they are: the server still reads them when {@link #inStep}.
 *
 * <p>Confined to one thread.
 */
public final class ObfuscatedIds implements IdDecoder {
  private static final int UNDECIDABLE = -1;

  private final KeyStream client;
  private final KeyStream server;
  private final int enterId;
  private boolean masked;
  private boolean decided;

  private ObfuscatedIds(ObfuscationKeys keys, boolean masked, int enterId) {
    this.client = keys.stream();
    this.server = keys.stream();
    this.masked = masked;
    this.enterId = enterId;
    this.decided = enterId == UNDECIDABLE;
  }

  /** Ids that are not masked. */
  public static ObfuscatedIds plain() {
    return new ObfuscatedIds(new ObfuscationKeys(0, 0, 0), false, UNDECIDABLE);
  }

  /** Ids masked with these keys. */
  public static ObfuscatedIds with(ObfuscationKeys keys) {
    return new ObfuscatedIds(keys, true, UNDECIDABLE);
  }

  /**
   * Ids that are masked with these keys if the first one shows it: unmasked it is the CZ_ENTER of
   * the date, so that the frame must have the exact length of that.
   */
  public static ObfuscatedIds detecting(ObfuscationKeys keys, Protocol protocol) {
    return new ObfuscatedIds(keys, false, protocol.id(Packet.CZ_ENTER));
  }

  /** Whether the client masks its ids; known with its first frame, false before. */
  public boolean masked() {
    return masked;
  }

  /** Whether the server counts as the client does, as nothing was withheld nor added. */
  public boolean inStep() {
    return !masked || client.state() == server.state();
  }

  @Override
  public int plain(int wireId) {
    boolean unmask = decided ? masked : isMaskedEnter(wireId);
    return unmask ? client.apply(wireId) : wireId;
  }

  /**
   * Makes a whole frame that starts at {@code index} plain, in place, and counts it as received.
   */
  public void decode(ByteBuf frame, int index) {
    int wireId = frame.getUnsignedShortLE(index);
    if (!decided) {
      masked = isMaskedEnter(wireId);
      decided = true;
    }
    if (masked) {
      frame.setShortLE(index, client.apply(wireId));
      client.advance();
    }
  }

  /** Masks a plain frame that starts at {@code index}, in place, and counts it as sent. */
  public void encode(ByteBuf frame, int index) {
    if (masked) {
      frame.setShortLE(index, server.apply(frame.getUnsignedShortLE(index)));
      server.advance();
    }
  }

  private boolean isMaskedEnter(int wireId) {
    return wireId != enterId && client.apply(wireId) == enterId;
  }
}
