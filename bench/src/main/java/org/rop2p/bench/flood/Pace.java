package org.rop2p.bench.flood;

import java.util.concurrent.TimeUnit;

/**
 * A constant rate: what was not sent in time is sent at once, but no more than a tenth of a second
 * of it.
 */
final class Pace {
  private static final int BEHIND = 10;

  private final long perSecond;
  private final long begun;
  private long given;

  Pace(long perSecond, long nowNanos) {
    this.perSecond = perSecond;
    this.begun = nowNanos;
  }

  /** How many are due now and have not been given out. */
  long due(long nowNanos) {
    long all = (long) ((nowNanos - begun) * (double) perSecond / TimeUnit.SECONDS.toNanos(1));
    long due = Math.min(all - given, Math.max(1, perSecond / BEHIND));
    given = all;
    return due;
  }
}
