package org.rop2p.proxy.replay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.rop2p.codec.FrameScanner;

/**
 * Where the frames of one recorded direction begin and end. From a place that cannot be framed on,
 * every byte counts as a frame of its own: nothing is to be waited for there.
 */
final class FrameMap {
  private final TreeMap<Integer, Integer> idByStart = new TreeMap<>();
  private final int length;
  private final int framed;
  private final boolean blind;

  private FrameMap(byte[] stream, FrameScanner scanner) {
    ByteBuf in = Unpooled.wrappedBuffer(stream);
    int at = 0;
    int frame = 0;
    while (at < stream.length && (frame = scanner.next(in, at)) > 0) {
      idByStart.put(at, scanner.id());
      at += frame;
    }
    this.length = stream.length;
    this.framed = at;
    this.blind = frame == FrameScanner.BLIND;
  }

  static FrameMap of(byte[] stream, FrameScanner scanner) {
    return new FrameMap(stream, scanner);
  }

  /** How many of the first {@code bytes} belong to whole frames. */
  int wholeUpTo(int bytes) {
    if (bytes >= framed) {
      return blind ? bytes : framed;
    }
    return idByStart.floorKey(bytes);
  }

  /** Whether a frame ends, or none has begun, at {@code offset}. */
  boolean isBorder(int offset) {
    return wholeUpTo(offset) == offset;
  }

  /** The frame that holds {@code offset}, for people. */
  String describe(int offset) {
    Map.Entry<Integer, Integer> frame = idByStart.floorEntry(offset);
    if (frame == null || offset >= framed) {
      return "no whole packet";
    }
    String name =
        frame.getValue() == FrameScanner.NO_ID
            ? "raw account id"
            : "packet %04X".formatted(frame.getValue());
    return "%s that began at %d".formatted(name, frame.getKey());
  }

  /** Start and id of every frame, in order. */
  NavigableMap<Integer, Integer> idByStart() {
    return idByStart;
  }

  int endOf(int start) {
    Integer next = idByStart.higherKey(start);
    return next == null ? framed : next;
  }

  int frames() {
    return idByStart.size();
  }

  int length() {
    return length;
  }
}
