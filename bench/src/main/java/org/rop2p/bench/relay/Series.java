package org.rop2p.bench.relay;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.rop2p.bench.stats.PairedRatio;

/**
 * All pairs with one number of clients.
 *
 * @param speed how many times faster than recorded
 */
record Series(int clients, double speed, List<Run> runs) {

  /** The values of one way in the order of the pairs; empty when it has none. */
  double[] values(Way way, Metric metric) {
    return runs.stream()
        .filter(run -> run.way() == way && run.values().containsKey(metric))
        .sorted(Comparator.comparingInt(Run::pair))
        .mapToDouble(run -> run.values().get(metric))
        .toArray();
  }

  OptionalDouble median(Way way, Metric metric) {
    double[] values = values(way, metric);
    return values.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(PairedRatio.median(values));
  }

  /** How {@code way} stands to {@code other}; empty when either was not measured. */
  Optional<PairedRatio> ratio(Way way, Way other, Metric metric) {
    double[] ours = values(way, metric);
    double[] theirs = values(other, metric);
    return ours.length == 0 || ours.length != theirs.length
        ? Optional.empty()
        : Optional.of(PairedRatio.of(ours, theirs));
  }
}
