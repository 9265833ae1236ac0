package org.rop2p.proxy.replay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HexFormat;
import org.rop2p.codec.Direction;
import org.rop2p.codec.FrameScanner;
import org.rop2p.codec.view.AddressField;

/**
 * One direction of one connection as it arrives, compared byte by byte with what was sent. Address
 * fields may differ; who follows them judges them.
 */
final class ReceivedStream {
  private static final int SHOWN = 16;
  private static final int IP = 4;
  private static final int PORT = 2;
  private static final int HOST = 128;

  private final String name;
  private final byte[] expected;
  private final FrameMap frames;
  private final BitSet addresses = new BitSet();
  private final FrameScanner scanner;
  private final ByteBuf received;
  private int framed;
  private int frameCount;

  /**
   * @param expected what the other side sends
   * @param scanner at the first byte of this direction
   */
  ReceivedStream(
      FramedConnection connection, Direction direction, byte[] expected, FrameScanner scanner) {
    this.name = connection.recorded().name() + " " + label(direction);
    this.expected = expected;
    this.frames = connection.frames(direction);
    this.scanner = scanner;
    this.received = Unpooled.buffer(expected.length);
    if (direction == Direction.SERVER_TO_CLIENT) {
      for (FramedConnection.Redirect redirect : connection.redirects()) {
        AddressField field = redirect.field();
        mark(redirect.frame() + field.ip(), IP);
        mark(redirect.frame() + field.port(), PORT);
        if (field.host() != AddressField.NO_HOST) {
          mark(redirect.frame() + field.host(), HOST);
        }
      }
    }
  }

  /**
   * Takes what one read delivered.
   *
   * @throws MismatchException when it is not what was sent
   */
  void append(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      int at = received.writerIndex();
      byte got = bytes.get();
      if (at == expected.length) {
        bytes.position(bytes.position() - 1);
        throw new MismatchException(
            "%s: bytes arrived behind the last of %d that were sent: %s"
                .formatted(name, at, hex(bytes)));
      }
      if (got != expected[at] && !addresses.get(at)) {
        bytes.position(bytes.position() - 1);
        throw new MismatchException(
            "%s: offset %d (%s): expected %s, got %s"
                .formatted(
                    name,
                    at,
                    frames.describe(at),
                    hex(ByteBuffer.wrap(expected, at, expected.length - at)),
                    hex(bytes)));
      }
      received.writeByte(got);
    }
    scan();
  }

  /**
   * Checks that a frame ends where the last read ended; the last one recorded may be torn.
   *
   * @throws MismatchException when the read ended within a frame
   */
  void requireBorder() {
    if (!frames.isBorder(count()) && count() < expected.length) {
      throw new MismatchException(
          "%s: a read ended at offset %d, within %s: the server would have refused the torn packet"
              .formatted(name, count(), frames.describe(count())));
    }
  }

  /** Bytes that have arrived. */
  int count() {
    return received.writerIndex();
  }

  /** Frames that have arrived whole. */
  int frames() {
    return frameCount;
  }

  /** First byte that is not part of a whole frame. */
  int framed() {
    return framed;
  }

  /** What has arrived; not to be changed, valid up to {@link #count}. */
  byte[] bytes() {
    return received.array();
  }

  String name() {
    return name;
  }

  /** Where this direction stands, for people. */
  String progress() {
    return "%s: %d of %d bytes have arrived, next is %s"
        .formatted(name, count(), expected.length, frames.describe(count()));
  }

  private void scan() {
    for (int frame = scanner.next(received, framed);
        frame > 0;
        frame = scanner.next(received, framed)) {
      framed += frame;
      frameCount++;
    }
  }

  private void mark(int from, int length) {
    addresses.set(from, from + length);
  }

  private static String label(Direction direction) {
    return direction == Direction.CLIENT_TO_SERVER ? "client to server" : "server to client";
  }

  private static String hex(ByteBuffer bytes) {
    byte[] shown = new byte[Math.min(SHOWN, bytes.remaining())];
    bytes.duplicate().get(shown);
    return HexFormat.ofDelimiter(" ").formatHex(shown) + (bytes.remaining() > SHOWN ? " …" : "");
  }
}
