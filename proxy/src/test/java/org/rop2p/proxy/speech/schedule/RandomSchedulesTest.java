package org.rop2p.proxy.speech.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Every line once and in order on every screen, whatever lags, stalls, dies and comes back. */
class RandomSchedulesTest {
  private static final int SCHEDULES = 20_000;

  @Test
  void onlyTheNamedDeviationsAndNoneWithTextsAllDifferent() {
    long seed = Long.getLong("rop2p.seed", System.nanoTime());
    DeliverySchedules.Result result = DeliverySchedules.run(SCHEDULES, seed);
    assertEquals(0, result.unexplained(), () -> String.join("\n", result.examples()));
    assertTrue(result.lines() > SCHEDULES);
  }
}
