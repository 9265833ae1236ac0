package org.rop2p.coordinator.signaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @Test
  void allowsABurstAndThenTheRate() {
    long start = Long.MAX_VALUE - SECOND; // A monotonic clock may be anywhere, and wrap.
    TokenBucket bucket = new TokenBucket(3, 2, start);
    assertEquals(3, taken(bucket, start));
    assertEquals(1, taken(bucket, start + SECOND / 2));
    assertFalse(bucket.take(start + SECOND / 2 + 1));
    assertEquals(3, taken(bucket, start + 100 * SECOND));
    assertTrue(bucket.take(start + 101 * SECOND));
  }

  private static int taken(TokenBucket bucket, long now) {
    int taken = 0;
    while (bucket.take(now)) {
      taken++;
    }
    return taken;
  }
}
