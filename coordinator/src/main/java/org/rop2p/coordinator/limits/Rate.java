package org.rop2p.coordinator.limits;

import java.time.Duration;

/**
 * So many at once after a rest, and then one more each interval.
 *
 * @param burst at least 1
 * @param each positive
 */
public record Rate(int burst, Duration each) {
  public Rate {
    if (burst < 1 || each.isNegative() || each.isZero()) {
      throw new IllegalArgumentException("not a rate: " + burst + " and one each " + each);
    }
  }

  /** A burst, and so many a second. */
  public static Rate perSecond(int burst, int aSecond) {
    return new Rate(burst, Duration.ofSeconds(1).dividedBy(aSecond));
  }

  /** A burst, and so many a minute. */
  public static Rate perMinute(int burst, int aMinute) {
    return new Rate(burst, Duration.ofMinutes(1).dividedBy(aMinute));
  }

  /** How long it takes at least until so many were let through. */
  public Duration timeFor(int amount) {
    return each.multipliedBy(Math.max(0, amount - burst));
  }
}
