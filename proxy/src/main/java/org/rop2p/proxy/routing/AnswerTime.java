package org.rop2p.proxy.routing;

import java.util.Arrays;

/**
 * How long the server usually takes to answer: the median of the latest answers, which a stall that
 * holds up a few of them does not move. Milliseconds; confined to one thread.
 */
public final class AnswerTime {
  /** Before anything was measured: a far server. */
  private static final long INITIAL = 300;

  private static final long MOST = 5_000;

  /** More than twice as many as are asked while one stall lasts. */
  private static final int SAMPLES = 11;

  private final long[] latest = new long[SAMPLES];
  private int count;
  private long median = INITIAL;

  public void measured(long millis) {
    latest[count++ % SAMPLES] = Math.min(MOST, Math.max(0, millis));
    long[] sorted = Arrays.copyOf(latest, Math.min(count, SAMPLES));
    Arrays.sort(sorted);
    median = sorted[(sorted.length - 1) / 2];
  }

  public long millis() {
    return median;
  }
}
