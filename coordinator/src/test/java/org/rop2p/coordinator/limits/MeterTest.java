package org.rop2p.coordinator.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MeterTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @Test
  void allowsABurstAndThenTheRate() {
    long start = Long.MAX_VALUE - SECOND; // A monotonic clock may be anywhere, and wrap.
    Meter meter = new Meter(Rate.perSecond(3, 2), start);
    assertEquals(3, taken(meter, start));
    assertEquals(1, taken(meter, start + SECOND / 2));
    assertFalse(meter.take(start + SECOND / 2 + 1));
    assertEquals(3, taken(meter, start + 100 * SECOND));
    assertTrue(meter.take(start + 101 * SECOND));
  }

  @Test
  void saysHowLongToWaitAndWhoComesEarlierDoesNotWaitLonger() {
    Meter meter = new Meter(Rate.perSecond(2, 1), 0);
    assertEquals(2, taken(meter, 0));
    assertEquals(SECOND, meter.waitFor(1, 0));
    assertEquals(SECOND / 2, meter.waitFor(1, SECOND / 2));
    assertEquals(0, meter.waitFor(1, SECOND));
  }

  @Test
  void takesAllOrNone() {
    Meter meter = new Meter(Rate.perSecond(5, 1), 0);
    assertEquals(SECOND, meter.waitFor(6, 0));
    assertEquals(5, meter.left(0));
    assertEquals(0, meter.waitFor(4, 0));
    assertEquals(1, meter.left(0));
    assertEquals(SECOND, meter.waitFor(2, 0));
    assertEquals(1, meter.left(0), "what is refused does not count");
  }

  private static int taken(Meter meter, long now) {
    int taken = 0;
    while (meter.take(now)) {
      taken++;
    }
    return taken;
  }
}
