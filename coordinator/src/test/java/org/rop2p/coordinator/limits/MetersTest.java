package org.rop2p.coordinator.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MetersTest {
  @Test
  void neverHoldsMoreThanItsMostAndKeepsThoseInUse() {
    Meters<Integer, Meter> meters = new Meters<>(100, now -> new Meter(Rate.perMinute(1, 1), now));
    assertTrue(meters.of(-1, 0).take(0));
    for (int key = 0; key < 1_000; key++) {
      assertFalse(meters.of(-1, 0).take(0), "in use, so it is known still");
      meters.of(key, 0);
    }
    assertEquals(100, meters.size());
    assertTrue(meters.of(999, 0).take(0));
    assertFalse(meters.of(999, 0).take(0));
    assertTrue(meters.of(0, 0).take(0), "the one longest idle has made room");
  }
}
