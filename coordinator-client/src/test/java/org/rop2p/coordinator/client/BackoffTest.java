package org.rop2p.coordinator.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  @ParameterizedTest
  @CsvSource({
    "1, 0.0, 500",
    "1, 0.5, 750",
    "2, 0.0, 1000",
    "3, 0.0, 2000",
    "6, 0.0, 16000",
    "7, 0.0, 30000",
    "1000000, 0.5, 45000",
  })
  void doublesUpToAMinute(int failures, double jitter, long millis) {
    assertEquals(Duration.ofMillis(millis), Backoff.DEFAULT.delay(failures, jitter));
  }

  @Test
  void refusesNonsense() {
    assertThrows(IllegalArgumentException.class, () -> Backoff.DEFAULT.delay(0, 0));
    assertThrows(IllegalArgumentException.class, () -> Backoff.DEFAULT.delay(1, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)));
  }
}
