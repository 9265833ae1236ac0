package org.rop2p.testbed.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanesTest {
  @ParameterizedTest(name = "{1} ms after the click, server {0} ms away: {2}")
  @CsvSource({
    "80,   3, PEER",
    "80, 140, PEER",
    "80, 161, SERVER",
    "80, 400, SERVER",
    " 0,   1, ''",
    " 5,   1, ''",
  })
  void nothingIsFasterThanItsWay(int latency, int delay, String lane) {
    assertEquals(
        lane,
        new Lanes(Duration.ofMillis(latency))
            .ofDelay(delay * 1_000_000L)
            .map(Enum::name)
            .orElse(""));
    assertEquals(Optional.empty(), new Lanes(Duration.ZERO).ofDelay(delay));
  }
}
