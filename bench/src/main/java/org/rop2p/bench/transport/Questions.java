package org.rop2p.bench.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Messages at one rate whose answers are timed: from the call that sends one to the call that
 * brings its answer. Sending does not wait for answers. For one segment.
 */
final class Questions {
  /** Of each message: a usual one of play. */
  static final int BYTES = 40;

  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  /** For the last answers; what comes later is lost. */
  private static final long LATE_MILLIS = 1_000;

  private final int segment;
  private final AtomicLongArray nanos;
  private final CountDownLatch open;

  /**
   * @param segment tells its answers from those of others
   * @param count messages
   */
  Questions(int segment, int count) {
    this.segment = segment;
    this.nanos = new AtomicLongArray(count);
    this.open = new CountDownLatch(count);
  }

  /**
   * Blocks while it asks, and until all answers have come or are late.
   *
   * @param sender takes the message; false if it was refused
   * @return nanoseconds of each; 0 where no answer came
   * @throws IOException if a message was refused, or none was answered
   */
  long[] ask(int rate, Predicate<ByteBuf> sender) throws IOException, InterruptedException {
    long start = System.nanoTime();
    for (int i = 0; i < nanos.length(); i++) {
      long due = start + (long) (i * SECOND / rate);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
      if (!sender.test(message(segment, i, System.nanoTime()))) {
        throw new IOException("a message of %d a second was refused".formatted(rate));
      }
    }
    if (!open.await(LATE_MILLIS, TimeUnit.MILLISECONDS) && open.getCount() == nanos.length()) {
      throw new IOException("nothing was answered");
    }
    long[] result = new long[nanos.length()];
    for (int i = 0; i < result.length; i++) {
      result[i] = nanos.get(i);
    }
    return result;
  }

  /** Takes an answer; one of another segment, or a second one, is left. */
  void answer(ByteBuf message) {
    long now = System.nanoTime();
    if (message.readableBytes() != BYTES || message.readInt() != segment) {
      return;
    }
    int number = message.readInt();
    if (nanos.compareAndSet(number, 0, now - message.readLong())) {
      open.countDown();
    }
  }

  /** A message of {@link #BYTES} bytes, which knows when it was sent. */
  static ByteBuf message(int segment, int number, long sentAt) {
    return PooledByteBufAllocator.DEFAULT
        .directBuffer(BYTES)
        .writeInt(segment)
        .writeInt(number)
        .writeLong(sentAt)
        .writeZero(BYTES - 2 * Integer.BYTES - Long.BYTES);
  }
}
