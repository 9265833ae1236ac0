package org.rop2p.proxy.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
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
  void whoLeavesViewStartsAnew() {
    RateLimit limit = new RateLimit(1, 1);
    limit.allows(ANN, 0);
    limit.forget(ANN);
    assertTrue(limit.allows(ANN, 0));
  }

  @Property
  void neverMoreThanBurstAndRate(
      @ForAll @Size(min = 1, max = 200) List<@IntRange(min = 0, max = 400) Integer> gaps) {
    RateLimit limit = new RateLimit(10, 5);
    long now = 0;
    int allowed = 0;
    for (int gap : gaps) {
      now += gap;
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
