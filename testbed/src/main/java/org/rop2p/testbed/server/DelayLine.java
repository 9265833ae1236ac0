package org.rop2p.testbed.server;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * One direction of a line with a constant delay: what goes in comes out in order, that much later.
 * Event loop only.
 */
final class DelayLine {
  private final Timers timers;
  private final Queue<Runnable> underway = new ArrayDeque<>();
  private long delayNanos;
  private long lastDue;

  DelayLine(Timers timers) {
    this.timers = timers;
  }

  /** Delay of what is given from now on. */
  void delay(long nanos) {
    delayNanos = nanos;
  }

  void pass(Runnable delivery) {
    if (delayNanos == 0 && underway.isEmpty()) {
      delivery.run();
      return;
    }
    long now = System.nanoTime();
    long due = underway.isEmpty() ? now + delayNanos : Math.max(lastDue, now + delayNanos);
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
