package org.rop2p.proxy.record;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.OutputStream;
import org.rop2p.codec.Direction;
import org.rop2p.codec.FrameScanner;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.obfuscation.ObfuscatedIds;

/**
 * One direction of a connection on its way into its file: frame by frame, as only a whole one can
 * be rid of its secrets. Confined to the recorder's thread.
 */
final class RecordedStream {
  private final ServerKind kind;
  private final Direction direction;
  private final FrameScanner scanner;
  private final ObfuscatedIds ids;
  private Secrets secrets;
  private final OutputStream out;
  private final ByteBuf torn = Unpooled.buffer();
  private int written;
  private int pieces;

  /**
   * Nothing came yet.
   *
   * @param ids as the scanner decodes them; written plain
   */
  RecordedStream(
      ServerKind kind,
      Direction direction,
      FrameScanner scanner,
      ObfuscatedIds ids,
      Secrets secrets,
      OutputStream out) {
    this.kind = kind;
    this.direction = direction;
    this.scanner = scanner;
    this.ids = ids;
    this.secrets = secrets;
    this.out = out;
  }

  /** Hears of whole frames, after secrets are gone. */
  interface Frames {
    void frame(int id, ByteBuf frame);
  }

  /** Reads by another protocol, also the frame of which only a part has come. */
  void readBy(Protocol protocol) {
    scanner.use(protocol.table());
    secrets = new Secrets(protocol);
  }

  /**
   * Bytes came.
   *
   * @param sure whether the frames that end in them are what they seem to be; in doubt they are
   *     zeros where others have secrets
   */
  void came(byte[] bytes, boolean sure, Frames frames) throws IOException {
    pieces++;
    torn.writeBytes(bytes);
    while (torn.isReadable()) {
      int length = scanner.next(torn, torn.readerIndex());
      if (length == FrameScanner.INCOMPLETE) {
        break;
      }
      if (length == FrameScanner.BLIND) {
        ByteBuf rest = torn.readSlice(torn.readableBytes());
        if (Secrets.mayBeInUnframed(kind, direction)) {
          zero(rest);
        }
        write(rest);
        break;
      }
      int id = scanner.id();
      ids.decode(torn, torn.readerIndex());
      ByteBuf frame = torn.readSlice(length);
      if (!sure && Secrets.areIn(kind, direction)) {
        zero(frame);
      } else if (id != FrameScanner.NO_ID) {
        secrets.blank(kind, direction, id, frame);
        frames.frame(id, frame);
      }
      write(frame);
    }
    torn.discardReadBytes();
  }

  /** The account id with which a char server's stream may begin. */
  void expectAccountId(int accountId) {
    scanner.expectAccountId(accountId);
  }

  /** Bytes that are in the file. */
  int written() {
    return written;
  }

  /** How often something came. */
  int pieces() {
    return pieces;
  }

  void close() throws IOException {
    torn.release();
    out.close();
  }

  private static void zero(ByteBuf bytes) {
    bytes.setZero(bytes.readerIndex(), bytes.readableBytes());
  }

  private void write(ByteBuf bytes) throws IOException {
    written += bytes.readableBytes();
    bytes.getBytes(bytes.readerIndex(), out, bytes.readableBytes());
  }
}
