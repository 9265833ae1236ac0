package org.rop2p.testbed.server;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;

/**
 * One direction of a line with a delay and, on top of it, jitter: what goes in comes out in order,
 * that much later. Event loop only.
 */
final class DelayLine {
  private final Timers timers;
  private final Queue<Runnable> underway = new ArrayDeque<>();
  private long delayNanos;
  private long jitterNanos;
  private Random random;
  private long lastDue;

  DelayLine(Timers timers) {
    this.timers = timers;
  }

  /** Delay of what is given from now on. */
  void delay(long nanos) {
    delayNanos = nanos;
  }

  /** What is given from now on takes 0 to {@code most} nanoseconds longer, evenly spread. */
  void jitter(long most, Random source) {
    jitterNanos = most;
    random = source;
  }

  void pass(Runnable delivery) {
    long delay = delayNanos + (jitterNanos == 0 ? 0 : random.nextLong(jitterNanos + 1));
    if (delay == 0 && underway.isEmpty()) {
      delivery.run();
      return;
    }
    long now = System.nanoTime();
    long due = underway.isEmpty() ? now + delay : Math.max(lastDue, now + delay);
    lastDue = due;
    underway.add(delivery);
    timers.after(due - now, this::deliverNext);
  }

  private void deliverNext() {
    Runnable next = underway.poll();
    if (next != null) {
      next.run();
    }
  }
}
