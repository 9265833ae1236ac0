package org.rop2p.bench.stats;

import java.util.Arrays;

/** Exact percentiles of a set of values: every value is kept. */
public final class Percentiles {
  private final long[] sorted;

  private Percentiles(long[] sorted) {
    this.sorted = sorted;
  }

  /**
   * Sorts a copy.
   *
   * @param values at least one; not changed
   */
  public static Percentiles of(long[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values");
    }
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Percentiles(sorted);
  }

  /**
   * The smallest value that at least the share {@code q} of all values does not exceed (nearest
   * rank).
   *
   * @param q above 0, at most 1
   */
  public long at(double q) {
    int rank = (int) Math.ceil(q * sorted.length);
    return sorted[Math.max(0, Math.min(rank, sorted.length) - 1)];
  }
}
