package org.rop2p.bench.coordinator;

import java.util.Arrays;
import org.rop2p.bench.stats.Percentiles;

/** A growing list of nanoseconds. Thread-safe. */
final class Samples {
  private static final int FIRST = 4_096;

  private long[] values = new long[FIRST];
  private int count;

  synchronized void add(long nanos) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = nanos;
  }

  synchronized int count() {
    return count;
  }

  /** Of what was added; at least one. */
  synchronized Percentiles percentiles() {
    return Percentiles.of(Arrays.copyOf(values, count));
  }
}
