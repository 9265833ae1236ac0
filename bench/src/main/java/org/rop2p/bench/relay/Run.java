package org.rop2p.bench.relay;

import java.util.EnumMap;
import java.util.Map;

/**
 * What one way showed in one pair.
 *
 * @param values what could be measured of it
 */
record Run(Way way, int pair, Map<Metric, Double> values) {

  /** With the differences to the run of the direct way in the same pair. */
  Run against(Run direct) {
    Map<Metric, Double> all = new EnumMap<>(values);
    difference(all, Metric.ADDED_P50, direct, Metric.P50);
    difference(all, Metric.ADDED_P99, direct, Metric.P99);
    difference(all, Metric.ADDED_P999, direct, Metric.P999);
    return new Run(way, pair, all);
  }

  private void difference(Map<Metric, Double> all, Metric added, Run direct, Metric metric) {
    all.put(added, values.get(metric) - direct.values().get(metric));
  }
}
