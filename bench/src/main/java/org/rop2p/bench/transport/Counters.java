package org.rop2p.bench.transport;

import java.util.concurrent.TimeUnit;

/**
 * What an endpoint has counted and its process has used up to one moment.
 *
 * @param nanos the moment
 * @param cpuNanos of all threads
 */
record Counters(long nanos, long cpuNanos, long stunIn, long stunOut, long quicIn, long quicOut) {
  private static final double MINUTE = TimeUnit.MINUTES.toNanos(1);
  private static final double MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  /** What came on since an earlier moment, by the minute. */
  PerMinute since(Counters earlier) {
    double minutes = (nanos - earlier.nanos) / MINUTE;
    return new PerMinute(
        (stunIn - earlier.stunIn) / minutes,
        (stunOut - earlier.stunOut) / minutes,
        (quicIn - earlier.quicIn) / minutes,
        (quicOut - earlier.quicOut) / minutes,
        (cpuNanos - earlier.cpuNanos) / MILLI / minutes);
  }
}
