package org.rop2p.testbed.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.rop2p.codec.PacketTable;
import org.rop2p.codec.obfuscation.ObfuscatedIds;

/**
 * A session's receive buffer with rAthena's temper: 2,048 unprocessed bytes are the end of the
 * session, and so is a packet that is not complete when it is looked at. Pure; one thread.
 */
final class ReceiveBuffer {
  /** What the buffer holds at its start. */
  enum Verdict {
    /** A whole packet; {@link #take()} it. */
    FRAME,
    /** Too little to know an id or a length: come back later. */
    WAIT,
    /** The beginning of a packet whose rest is missing. */
    TORN,
    /** An id no client sends, or an impossible length. */
    UNKNOWN
  }

  /** rAthena's RFIFO_SIZE: a read that fills it ends the session. */
  static final int CAPACITY = 2048;

  private static final int ID = 2;
  private static final int VARIABLE_HEADER = 4;
  private static final int MAX_LENGTH = 32_768;

  private final byte[] bytes = new byte[CAPACITY];
  private final boolean tornFramesWait;
  private final PacketTable table;
  private final ClientPackets known;
  private final ObfuscatedIds ids;
  private int size;
  private int length;

  /**
   * @param tornFramesWait the char server waits for the rest of a packet; login and map do not
   */
  ReceiveBuffer(boolean tornFramesWait, Dialect dialect) {
    this.tornFramesWait = tornFramesWait;
    this.table = dialect.protocol().table();
    this.known = dialect.clientPackets();
    this.ids = dialect.openIds();
  }

  /** False when the bytes fill the buffer: the session is lost. */
  boolean append(byte[] chunk) {
    if (size + chunk.length >= CAPACITY) {
      return false;
    }
    System.arraycopy(chunk, 0, bytes, size, chunk.length);
    size += chunk.length;
    return true;
  }

  /** Looks at the start of the buffer. */
  Verdict look() {
    if (size < ID) {
      return Verdict.WAIT;
    }
    int id = id();
    length = known.contains(id) ? table.length(id) : PacketTable.UNKNOWN;
    if (length == PacketTable.UNKNOWN) {
      return Verdict.UNKNOWN;
    }
    if (length == PacketTable.VARIABLE) {
      if (size < VARIABLE_HEADER) {
        return Verdict.WAIT;
      }
      length = word(ID);
      if (length < VARIABLE_HEADER || length > MAX_LENGTH) {
        return Verdict.UNKNOWN;
      }
    }
    if (size < length) {
      return tornFramesWait ? Verdict.WAIT : Verdict.TORN;
    }
    return Verdict.FRAME;
  }

  /** The plain id at the start of the buffer; at least two bytes are there. */
  int id() {
    return ids.plain(word(0));
  }

  /**
   * Takes the packet that {@link #look} has just found: an unpooled copy with its plain id, free to
   * drop.
   */
  ByteBuf take() {
    byte[] frame = new byte[length];
    System.arraycopy(bytes, 0, frame, 0, length);
    size -= length;
    System.arraycopy(bytes, length, bytes, 0, size);
    ByteBuf packet = Unpooled.wrappedBuffer(frame);
    ids.decode(packet, 0);
    return packet;
  }

  /** Bytes not yet taken. */
  int unprocessed() {
    return size;
  }

  private int word(int index) {
    return (bytes[index] & 0xFF) | ((bytes[index + 1] & 0xFF) << 8);
  }
}
