package org.rop2p.transport.probe;

import java.util.Arrays;

/**
 * Spaces packets evenly, and never lets more than so many go in any second, not even when late ones
 * are made up for.
 */
final class Pace {
  private static final long SECOND = 1_000_000_000L;

  /** A timer of some milliseconds' grain must not slow down what goes every other one. */
  private static final int CATCH_UP = 8;

  private final long interval;

  /** When the last packets went, as many as may go in a second; in a ring. */
  private final long[] sent;

  private int oldest;

  /** When the next one would go if all went evenly. */
  private long evenly;

  Pace(int perSecond, long start) {
    interval = SECOND / perSecond;
    sent = new long[perSecond];
    Arrays.fill(sent, start - SECOND);
    evenly = start;
  }

  /** When the next may be sent. */
  long freeAt() {
    return Math.max(evenly, sent[oldest] + SECOND);
  }

  /** One is sent now, which is not before {@link #freeAt}. */
  void take(long now) {
    evenly = Math.max(evenly, now - CATCH_UP * interval) + interval;
    sent[oldest] = now;
    oldest = (oldest + 1) % sent.length;
  }
}
