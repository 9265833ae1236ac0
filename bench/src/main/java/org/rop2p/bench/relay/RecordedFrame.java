package org.rop2p.bench.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rop2p.codec.FrameScanner;

/**
 * One whole frame of a recorded stream.
 *
 * @param id packet id, or {@link FrameScanner#NO_ID}
 * @param end offset behind it within the stream
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RecordedFrame(int id, int end, byte[] bytes) {

  /** The frames of a stream, up to where it cannot be framed. */
  static List<RecordedFrame> cut(byte[] stream, FrameScanner scanner) {
    ByteBuf in = Unpooled.wrappedBuffer(stream);
    List<RecordedFrame> frames = new ArrayList<>();
    int at = 0;
    while (at < stream.length) {
      int length = scanner.next(in, at);
      if (length <= 0) {
        break;
      }
      frames.add(
          new RecordedFrame(
              scanner.id(), at + length, Arrays.copyOfRange(stream, at, at + length)));
      at += length;
    }
    return frames;
  }
}
