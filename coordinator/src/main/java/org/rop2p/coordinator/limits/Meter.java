package org.rop2p.coordinator.limits;

/**
 * Holds one sender to a {@link Rate} by the generic cell rate algorithm (ITU-T I.371): all it
 * remembers is when it will have rested. Not thread-safe; times are nanoseconds of any monotonic
 * clock, which may wrap.
 */
public final class Meter {
  private final Rate rate;
  private long rested;

  /** As if after a rest. */
  public Meter(Rate rate, long now) {
    this.rate = rate;
    this.rested = now;
  }

  /** True if one more is within the rate: it counts. What is refused does not. */
  public boolean take(long now) {
    return waitFor(1, now) == 0;
  }

  /**
   * Takes so many, all or none.
   *
   * @return 0 if they are taken, else how many nanoseconds until they could be
   */
  public long waitFor(int amount, long now) {
    long each = rate.each().toNanos();
    long ahead = Math.max(0, rested - now) + amount * each;
    long tolerance = rate.burst() * each;
    if (ahead > tolerance) {
      return ahead - tolerance;
    }
    rested = now + ahead;
    return 0;
  }

  /** How many could be taken now. */
  public int left(long now) {
    long each = rate.each().toNanos();
    long ahead = Math.max(0, rested - now);
    return (int) ((rate.burst() * each - ahead) / each);
  }
}
