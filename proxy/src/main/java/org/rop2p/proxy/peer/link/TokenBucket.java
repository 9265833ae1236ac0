package org.rop2p.proxy.peer.link;

/** Allows so much a second, and a burst of some seconds after silence. Not thread-safe. */
public final class TokenBucket {
  private static final long MILLIS = 1_000;

  private final long perSecond;
  private final long capacity;

  /** In thousandths, so that nothing is lost between two milliseconds. */
  private long level;

  private long at;

  /**
   * Fills up from now on.
   *
   * @param first what it holds at once, at most {@code burst}
   */
  public TokenBucket(long perSecond, long burst, long first, long now) {
    this.perSecond = perSecond;
    this.capacity = burst * MILLIS;
    this.level = first * MILLIS;
    this.at = now;
  }

  /** Takes that much if it is there, and nothing if it is not. */
  public boolean take(long amount, long now) {
    long passed = Math.max(0, now - at);
    level = passed >= MILLIS * MILLIS ? capacity : Math.min(capacity, level + passed * perSecond);
    at = Math.max(at, now);
    if (level < amount * MILLIS) {
      return false;
    }
    level -= amount * MILLIS;
    return true;
  }
}
