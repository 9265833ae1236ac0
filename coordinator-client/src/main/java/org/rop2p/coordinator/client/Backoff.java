package org.rop2p.coordinator.client;

import java.time.Duration;

/**
 * How long to wait before trying again: exponential with jitter, so that the clients of a
 * coordinator that restarts do not all come back in the same second.
 *
 * @param first the upper bound of the first wait
 * @param longest no wait is longer
 */
public record Backoff(Duration first, Duration longest) {
  /** From one second to one minute: a missing coordinator costs the player nothing but links. */
  public static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

  public Backoff {
    if (first.isZero() || first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "a back-off needs 0 < first <= longest, not " + first + " and " + longest);
    }
  }

  /**
   * The wait after that many failures in a row.
   *
   * @param failures at least 1
   * @param jitter uniformly from [0, 1)
   * @return between half of the bound and the bound
   */
  public Duration delay(int failures, double jitter) {
    if (failures < 1 || !(jitter >= 0 && jitter < 1)) {
      throw new IllegalArgumentException("failures >= 1 and 0 <= jitter < 1 are needed");
    }
    double doubled = (double) first.toMillis() * Math.pow(2, Math.min(failures - 1, 30));
    double bound = Math.min((double) longest.toMillis(), doubled);
    return Duration.ofMillis((long) (bound / 2 + bound / 2 * jitter));
  }
}
