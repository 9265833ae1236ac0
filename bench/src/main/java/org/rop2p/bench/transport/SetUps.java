package org.rop2p.bench.transport;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.rop2p.bench.stats.Percentiles;

/**
 * Links set up.
 *
 * @param atOnce links begun together
 * @param batches each a time from the first beginning to the last link, and that of every link
 */
record SetUps(int atOnce, List<Batch> batches) {
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final double MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final double MEDIAN = 0.5;
  private static final double TAIL = 0.99;

  SetUps {
    batches = List.copyOf(batches);
  }

  /**
   * Links that were begun together.
   *
   * @param nanos until all were up
   * @param each of the links
   */
  record Batch(long nanos, List<Long> each) {
    Batch {
      each = List.copyOf(each);
    }
  }

  /** Links by the time that passed while one was on its way. */
  double perSecond() {
    long links = batches.stream().mapToLong(batch -> batch.each().size()).sum();
    return links * SECOND / batches.stream().mapToLong(Batch::nanos).sum();
  }

  double p50Millis() {
    return percentiles().at(MEDIAN) / MILLI;
  }

  double p99Millis() {
    return percentiles().at(TAIL) / MILLI;
  }

  int links() {
    return all().length;
  }

  private Percentiles percentiles() {
    return Percentiles.of(all());
  }

  private long[] all() {
    return batches.stream()
        .flatMap(batch -> batch.each().stream())
        .mapToLong(Long::longValue)
        .toArray();
  }

  /** The slowest and the fastest batch, in links a second. */
  double[] spread() {
    double[] rates =
        batches.stream()
            .mapToDouble(batch -> batch.each().size() * SECOND / batch.nanos())
            .toArray();
    Arrays.sort(rates);
    return new double[] {rates[0], rates[rates.length - 1]};
  }
}
