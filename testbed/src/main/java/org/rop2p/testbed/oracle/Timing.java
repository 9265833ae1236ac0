package org.rop2p.testbed.oracle;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * When things happened that bear on every act. Immutable.
 *
 * @param toServerNanos one way from a client to the server, at least
 * @param endNanos when the logs were taken
 * @param stalls times in which the server did nothing at all
 */
public record Timing(long toServerNanos, long endNanos, List<Stall> stalls) {
  /** How long after the server's answer, or what stands for it, a display still counts. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** What is younger than this when the logs are taken may still be on its way. */
  private static final long IN_FLIGHT_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

  /** From the server's decision to its write, with all jitter there can be. */
  static final long WRITE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** From when the server's word is due on a screen until a busy proxy has looked at it. */
  static final long READ_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** From {@code fromNanos} to {@code toNanos} the server did nothing. */
  public record Stall(long fromNanos, long toNanos) {}

  public Timing {
    stalls = List.copyOf(stalls);
  }

  /** When the server answered, or would have. */
  long answered(Act act) {
    return act.fate() == Act.Fate.UNSEEN
        ? afterStalls(act.sentNanos(), act.nanos(), act.nanos())
        : act.nanos();
  }

  /** Until when a display of the act may come: what a stall holds up in the server is excused. */
  long deadline(Act act) {
    long answered = answered(act);
    return afterStalls(answered, answered + toServerNanos + WRITE_NANOS, answered) + PATIENCE_NANOS;
  }

  /** {@code due}, or later if the server stalled at some time from {@code from} to {@code to}. */
  private long afterStalls(long from, long to, long due) {
    return stalls.stream()
        .filter(stall -> stall.fromNanos() <= to && from <= stall.toNanos())
        .mapToLong(stall -> stall.toNanos() + toServerNanos)
        .reduce(due, Math::max);
  }

  boolean stalled(long fromNanos, long toNanos) {
    return stalls.stream()
        .anyMatch(stall -> stall.fromNanos() <= toNanos && fromNanos <= stall.toNanos());
  }

  /** Whether a display of the act may come at this time. */
  boolean inWindow(Act act, long nanos) {
    return nanos >= act.sentNanos() && nanos <= deadline(act);
  }

  boolean inFlightAtTheEnd(Act act) {
    return answered(act) > endNanos - IN_FLIGHT_NANOS;
  }
}
