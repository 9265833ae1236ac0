package org.rop2p.proxy.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final int ANN = 2_000_001;
  private static final int BEA = 2_000_002;

  @Test
  void aBurstThenTheRate() {
    RateLimit limit = new RateLimit(2, 3);
    assertEquals(3, allowedAt(limit, 1_000, 10));
    assertFalse(limit.allows(ANN, 1_499));
    assertTrue(limit.allows(ANN, 1_500));
    assertFalse(limit.allows(ANN, 1_500));
    assertTrue(limit.allows(ANN, 2_000));
  }

  @Test
  void silenceFillsTheBucketButNoFurther() {
    RateLimit limit = new RateLimit(2, 3);
    allowedAt(limit, 0, 3);
    assertEquals(3, allowedAt(limit, 3_600_000, 10));
  }

  @Test
  void oneTalkerDoesNotSilenceAnother() {
    RateLimit limit = new RateLimit(1, 1);
    assertTrue(limit.allows(ANN, 0));
    assertFalse(limit.allows(ANN, 0));
    assertTrue(limit.allows(BEA, 0));
  }

  @Test
  void whoHasBeenQuietIsForgottenWhenThereAreMany() {
    RateLimit limit = new RateLimit(2, 3);
    for (int author = 0; author < 512; author++) {
      limit.allows(author, 0);
    }
    limit.allows(7, 1_400);
    limit.allows(ANN, 1_499);
    assertEquals(513, limit.authors());
    limit.allows(BEA, 1_500);
    assertEquals(3, limit.authors(), "7, who spoke since, and these two");
  }

  @Test
  void whoLeavesViewStartsAnew() {
    RateLimit limit = new RateLimit(1, 1);
    limit.allows(ANN, 0);
    limit.forget(ANN);
    assertTrue(limit.allows(ANN, 0));
  }

  @Test
  void neverMoreThanBurstAndRate() {
    long seed = Long.getLong("rop2p.seed", System.nanoTime());
    System.out.println("RateLimitTest rop2p.seed=" + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      neverMoreThanBurstAndRate(random, 1 + random.nextInt(400));
    }
  }

  private static void neverMoreThanBurstAndRate(Random random, int longestGap) {
    RateLimit limit = new RateLimit(10, 5);
    long now = 0;
    int allowed = 0;
    for (int attempt = 0; attempt < 200; attempt++) {
      now += random.nextInt(longestGap);
      if (limit.allows(ANN, now)) {
        allowed++;
      }
      assertTrue(allowed <= 5 + now * 10 / 1_000, allowed + " in " + now + " ms");
    }
  }

  private static int allowedAt(RateLimit limit, long now, int attempts) {
    int allowed = 0;
    for (int i = 0; i < attempts; i++) {
      allowed += limit.allows(ANN, now) ? 1 : 0;
    }
    return allowed;
  }
}
