package org.rop2p.testbed.demo;

import java.util.List;

/** The middle one, the lower of two; 0 of none. */
final class Median {
  private Median() {}

  static double of(List<Double> values) {
    return values.isEmpty() ? 0 : values.stream().sorted().toList().get((values.size() - 1) / 2);
  }
}
