package org.rop2p.bench.stats;

import java.util.Arrays;
import java.util.Random;

/**
 * How one candidate stands to another, from pairs measured next to each other.
 *
 * @param median of the ratios of the pairs
 * @param low lower end of the 95 % bootstrap interval of that median
 * @param high its upper end
 * @param min the smallest ratio of a pair
 * @param max the largest
 */
public record PairedRatio(double median, double low, double high, double min, double max) {
  private static final int RESAMPLES = 10_000;
  private static final double TAIL = 0.025;

  /** One seed for all: the same measurements give the same interval. */
  private static final long SEED = 20211103;

  /**
   * Divides each of {@code ours} by the one of {@code theirs} with the same index.
   *
   * @param theirs as many, none of them 0
   */
  public static PairedRatio of(double[] ours, double[] theirs) {
    if (ours.length == 0 || ours.length != theirs.length) {
      throw new IllegalArgumentException(ours.length + " values against " + theirs.length);
    }
    double[] ratios = new double[ours.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = ours[i] / theirs[i];
    }
    double[] medians = bootstrap(ratios);
    return new PairedRatio(
        median(ratios),
        medians[(int) (TAIL * RESAMPLES)],
        medians[(int) ((1 - TAIL) * RESAMPLES) - 1],
        Arrays.stream(ratios).min().orElseThrow(),
        Arrays.stream(ratios).max().orElseThrow());
  }

  /** The middle value, or the mean of the two in the middle. {@code values} is not changed. */
  public static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private static double[] bootstrap(double[] ratios) {
    Random random = new Random(SEED);
    double[] medians = new double[RESAMPLES];
    double[] sample = new double[ratios.length];
    for (int i = 0; i < RESAMPLES; i++) {
      for (int j = 0; j < sample.length; j++) {
        sample[j] = ratios[random.nextInt(ratios.length)];
      }
      medians[i] = median(sample);
    }
    Arrays.sort(medians);
    return medians;
  }
}
