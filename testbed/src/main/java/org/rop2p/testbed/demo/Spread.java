package org.rop2p.testbed.demo;

import java.util.List;

/** The nearest-rank 99th percentile and the largest of some values; 0 of none. */
record Spread(double p99, double max) {
  static final Spread NONE = new Spread(0, 0);

  private static final double PART = 0.99;

  static Spread of(List<Double> values) {
    if (values.isEmpty()) {
      return NONE;
    }
    List<Double> sorted = values.stream().sorted().toList();
    int rank = (int) Math.ceil(sorted.size() * PART);
    return new Spread(sorted.get(rank - 1), sorted.get(sorted.size() - 1));
  }
}
