package org.rop2p.proxy.routing;

import java.util.HashMap;
import java.util.Map;

/** A token bucket for each author. Confined to one thread. */
public final class RateLimit {
  private static final long MILLIS = 1_000;

  /** More than are in view; beyond, those who have been quiet for long are forgotten. */
  private static final int MANY = 512;

  private static final class Bucket {
    private long tokensTimesMillis;
    private long filledAt;
  }

  private final int perSecond;
  private final int burst;
  private final Map<Integer, Bucket> buckets = new HashMap<>();

  public RateLimit(int perSecond, int burst) {
    this.perSecond = perSecond;
    this.burst = burst;
  }

  /** Takes one token of the author's, if there is one. */
  public boolean allows(int author, long now) {
    if (buckets.size() >= MANY && !buckets.containsKey(author)) {
      buckets.values().removeIf(quiet -> now - quiet.filledAt >= burst * MILLIS / perSecond);
    }
    Bucket bucket =
        buckets.computeIfAbsent(
            author,
            id -> {
              Bucket full = new Bucket();
              full.tokensTimesMillis = burst * MILLIS;
              full.filledAt = now;
              return full;
            });
    bucket.tokensTimesMillis =
        Math.min(burst * MILLIS, bucket.tokensTimesMillis + (now - bucket.filledAt) * perSecond);
    bucket.filledAt = now;
    if (bucket.tokensTimesMillis < MILLIS) {
      return false;
    }
    bucket.tokensTimesMillis -= MILLIS;
    return true;
  }

  /** How many authors it knows. */
  int authors() {
    return buckets.size();
  }

  public void forget(int author) {
    buckets.remove(author);
  }

  public void clear() {
    buckets.clear();
  }
}
