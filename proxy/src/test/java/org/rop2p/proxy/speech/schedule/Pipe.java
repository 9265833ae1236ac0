package org.rop2p.proxy.speech.schedule;

import java.util.function.LongSupplier;

/** A way that keeps order: everything takes its time, and waits for the end of a stall. */
final class Pipe {
  private final Timeline timeline;
  private final LongSupplier delay;
  private long stallFrom = Long.MAX_VALUE;
  private long stallUntil;
  private long last;

  Pipe(Timeline timeline, LongSupplier delay) {
    this.timeline = timeline;
    this.delay = delay;
  }

  /** What would arrive in this time arrives at its end. */
  void stall(long from, long until) {
    stallFrom = from;
    stallUntil = until;
  }

  /** Beside all else: may be overtaken by it, and overtake it. */
  void sendLoose(Runnable arrival) {
    timeline.at(timeline.now() + delay.getAsLong(), arrival);
  }

  void send(Runnable arrival) {
    long at = Math.max(last, timeline.now() + delay.getAsLong());
    if (at >= stallFrom && at < stallUntil) {
      at = stallUntil;
    }
    last = at;
    timeline.at(at, arrival);
  }
}
