package org.rop2p.bench.transport;

import java.util.Arrays;
import org.rop2p.bench.stats.Percentiles;

/**
 * The round trips of one segment.
 *
 * @param rate messages a second
 * @param pair which turn of all ways it belongs to, from 0
 * @param lost messages that were not answered
 * @param p50Micros of the answered ones, microseconds
 * @param p99Micros likewise
 */
record RoundTrip(Way way, int rate, int pair, int lost, double p50Micros, double p99Micros) {
  private static final double MICRO = 1_000;
  private static final double MEDIAN = 0.5;
  private static final double TAIL = 0.99;

  /**
   * Sums a segment up.
   *
   * @param nanos of each message; 0 where no answer came; at least one did
   */
  static RoundTrip of(Way way, int rate, int pair, long[] nanos) {
    long[] answered = Arrays.stream(nanos).filter(value -> value > 0).toArray();
    Percentiles percentiles = Percentiles.of(answered);
    return new RoundTrip(
        way,
        rate,
        pair,
        nanos.length - answered.length,
        percentiles.at(MEDIAN) / MICRO,
        percentiles.at(TAIL) / MICRO);
  }
}
