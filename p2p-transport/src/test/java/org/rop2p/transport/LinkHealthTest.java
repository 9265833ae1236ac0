package org.rop2p.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A link's pulse, second by second. */
final class LinkHealthTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  private final LinkHealth health = new LinkHealth(SECOND, 5 * SECOND, 0);

  @Test
  void pingsOnceAnIntervalBeginningAtOnce() {
    assertEquals(OptionalLong.of(1), health.ping(0));
    assertEquals(OptionalLong.empty(), health.ping(SECOND - 1));
    assertEquals(SECOND, health.deadline());
    assertEquals(OptionalLong.of(2), health.ping(SECOND));
  }

  @Test
  void measuresTheRoundTripAndSmoothsIt() {
    assertEquals(OptionalInt.empty(), health.rttMillis());
    health.ping(0);
    health.pong(1, 40 * MILLI);
    assertEquals(OptionalInt.of(40), health.rttMillis());
    health.ping(SECOND);
    health.pong(2, SECOND + 120 * MILLI);
    assertEquals(OptionalInt.of(50), health.rttMillis());
  }

  @Test
  void answersToNothingAskedDoNotCount() {
    health.pong(0, MILLI);
    health.ping(0);
    health.pong(7, MILLI);
    assertEquals(OptionalInt.empty(), health.rttMillis());
    health.pong(1, 40 * MILLI);
    health.pong(1, 900 * MILLI);
    assertEquals(OptionalInt.of(40), health.rttMillis());
    health.ping(SECOND);
    health.ping(2 * SECOND);
    health.pong(2, 2 * SECOND + MILLI);
    assertEquals(OptionalInt.of(40), health.rttMillis(), "an answer to the ping before");
  }

  @Test
  void silenceIsToldAfterTheTimeoutAndNotBefore() {
    health.heard(2 * SECOND);
    health.ping(6 * SECOND);
    assertFalse(health.isSilent(7 * SECOND - 1));
    assertTrue(health.isSilent(7 * SECOND));
  }
}
