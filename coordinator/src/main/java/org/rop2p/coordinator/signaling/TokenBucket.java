package org.rop2p.coordinator.signaling;

import java.time.Duration;

/** A rate limit that allows bursts. Not thread-safe; time is passed in. */
final class TokenBucket {
  private final double burst;
  private final double perNanosecond;
  private double tokens;
  private long last;

  /**
   * A full bucket.
   *
   * @param now in nanoseconds of any monotonic clock, as in {@link #take}
   */
  TokenBucket(int burst, double perSecond, long now) {
    this.burst = burst;
    this.perNanosecond = perSecond / Duration.ofSeconds(1).toNanos();
    this.tokens = burst;
    this.last = now;
  }

  /** True if there was a token, which is taken. */
  boolean take(long now) {
    tokens = Math.min(burst, tokens + perNanosecond * (now - last));
    last = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
