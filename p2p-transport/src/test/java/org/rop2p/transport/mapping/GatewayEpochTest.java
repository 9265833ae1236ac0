package org.rop2p.transport.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6887 section 8.5: the gateway's clock beside ours, from 1,000 s on. */
final class GatewayEpochTest {
  @ParameterizedTest
  @CsvSource({
    "3600, 4600, true, both went an hour",
    "3600, 4602, true, rounded",
    "3600, 4825, true, its clock is a sixteenth fast",
    "3600, 4900, false, its clock jumped ahead",
    "3600, 4376, true, its clock is a sixteenth slow",
    "3600, 4300, false, it slept",
    "3600, 0, false, it started again",
    "1, 999, true, an answer overtaken by another",
    "0, 998, false, back by more than a second",
    "86400, 5, false, it started again long ago"
  })
  void itsClockRunsBesideOursOrItHasLostItsMappings(
      long seconds, long epoch, boolean kept, String story) {
    GatewayEpoch clock = new GatewayEpoch();
    assertEquals(true, clock.accept(1_000, 7_000_000_000L), "there is nothing to lose at first");
    assertEquals(kept, clock.accept(epoch, 7_000_000_000L + seconds * 1_000_000_000L), story);
  }
}
