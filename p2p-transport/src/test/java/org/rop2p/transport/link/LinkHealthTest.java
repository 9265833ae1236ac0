package org.rop2p.transport.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A link's pulse: a ping after two seconds of silence, death after five. */
final class LinkHealthTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  private final LinkHealth health = new LinkHealth(2 * SECOND, 5 * SECOND, 0);

  @Test
  void pingsAtOnceAndThenAfterSilenceOnly() {
    assertEquals(OptionalLong.of(1), health.ping(0));
    answered(1, 40 * MILLI);
    assertEquals(OptionalLong.empty(), health.ping(2 * SECOND));
    assertEquals(2 * SECOND + 40 * MILLI, health.deadline());
    assertEquals(OptionalLong.of(2), health.ping(2 * SECOND + 40 * MILLI));
  }

  @Test
  void whoIsHeardAnyhowIsPingedOnceInTenSeconds() {
    health.ping(0);
    answered(1, 40 * MILLI);
    int pings = 0;
    for (long now = SECOND; now <= 60 * SECOND; now += SECOND) {
      health.heard(now);
      OptionalLong ping = health.ping(now);
      if (ping.isPresent()) {
        pings++;
        answered(ping.getAsLong(), now + 40 * MILLI);
      }
    }
    assertEquals(6, pings);
  }

  @Test
  void anUnansweredPingIsSentAgainSoon() {
    health.ping(0);
    assertEquals(OptionalLong.empty(), health.ping(499 * MILLI));
    assertFalse(health.isDoubtful());
    assertEquals(OptionalLong.of(2), health.ping(500 * MILLI));
    assertTrue(health.isDoubtful(), "nothing has come since the first");
    health.heard(600 * MILLI);
    assertFalse(health.isDoubtful());
    assertEquals(OptionalLong.empty(), health.ping(1_000 * MILLI), "it lives: no hurry");
  }

  @Test
  void aSignOfLifeThatWasAskedForComesSoonOrNever() {
    health.ping(0);
    answered(1, 40 * MILLI);
    long asked = 3 * SECOND;
    health.heard(asked - 1);
    health.challenge(asked);
    assertEquals(OptionalLong.of(2), health.ping(asked), "at once");
    assertEquals(OptionalLong.of(3), health.ping(asked + 500 * MILLI), "and again");
    assertFalse(health.isSilent(asked + 1_499 * MILLI));
    health.challenge(asked + 1_400 * MILLI); // asking again prolongs nothing
    assertTrue(health.isSilent(asked + 1_500 * MILLI));
    assertEquals(asked + 1_000 * MILLI, health.deadline());

    health.heard(asked + 1_450 * MILLI);
    assertFalse(health.isSilent(asked + 1_500 * MILLI), "it lives");
    assertFalse(health.isSilent(asked + 5 * SECOND));
  }

  @Test
  void measuresTheRoundTripAndSmoothsIt() {
    assertEquals(OptionalInt.empty(), health.rttMillis());
    health.ping(0);
    answered(1, 40 * MILLI);
    assertEquals(OptionalInt.of(40), health.rttMillis());
    health.ping(3 * SECOND);
    answered(2, 3 * SECOND + 120 * MILLI);
    assertEquals(OptionalInt.of(50), health.rttMillis());
  }

  @Test
  void aRoundTripLongerThanTheTimeBetweenPingsIsMeasured() {
    health.ping(0);
    health.ping(500 * MILLI);
    health.ping(1_000 * MILLI);
    answered(1, 1_200 * MILLI);
    assertEquals(OptionalInt.of(1_200), health.rttMillis());
  }

  @Test
  void isSlowWhereAnAnswerTakesLongerThanItIsWaitedFor() {
    assertFalse(health.isSlow(), "nobody knows yet");
    health.ping(0);
    answered(1, 500 * MILLI);
    assertFalse(health.isSlow());
    health.ping(3 * SECOND);
    answered(2, 3_600 * MILLI);
    assertTrue(health.isSlow());
    health.pathChanged();
    assertFalse(health.isSlow(), "nobody knows of the new one");
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
    health.ping(3 * SECOND);
    health.ping(4 * SECOND);
    health.pong(3, 4 * SECOND + 40 * MILLI);
    health.pong(2, 4 * SECOND + 50 * MILLI);
    assertEquals(OptionalInt.of(40), health.rttMillis(), "overtaken by that to the one after");
  }

  @Test
  void anotherPathIsMeasuredAnew() {
    health.ping(0);
    answered(1, 40 * MILLI);
    health.ping(3 * SECOND);
    health.pathChanged();
    assertEquals(OptionalInt.empty(), health.rttMillis());
    health.pong(2, 3 * SECOND + 400 * MILLI);
    assertEquals(OptionalInt.empty(), health.rttMillis(), "that went by the old one");
  }

  /** Else a link on which nothing is said has a path again, and dies of silence on it. */
  @Test
  void whoWasSilentIsAskedAtOnceByAnotherPath() {
    health.ping(0);
    answered(1, 40 * MILLI);
    health.ping(2_100 * MILLI);
    health.ping(2_600 * MILLI);
    assertTrue(health.isDoubtful());
    health.pathChanged();
    assertFalse(health.isDoubtful());
    assertEquals(OptionalLong.of(4), health.ping(2_700 * MILLI));
    assertEquals(OptionalLong.empty(), health.ping(3_199 * MILLI));
    assertEquals(OptionalLong.of(5), health.ping(3_200 * MILLI), "and again");
  }

  @Test
  void silenceIsToldAfterTheTimeoutAndNotBefore() {
    health.heard(2 * SECOND);
    health.ping(6 * SECOND);
    assertFalse(health.isSilent(7 * SECOND - 1));
    assertTrue(health.isSilent(7 * SECOND));
  }

  @Test
  void whileThisSideStoodStillNobodyWasSilent() {
    health.heard(2 * SECOND);
    health.stood(4 * SECOND);
    assertFalse(health.isSilent(11 * SECOND - 1));
    assertTrue(health.isSilent(11 * SECOND), "five seconds in which it would have heard");
  }

  @Test
  void whoSleptForHoursFindsItsLinksDead() {
    health.heard(2 * SECOND);
    for (int i = 0; i < 60; i++) {
      health.stood(60 * SECOND);
    }
    assertTrue(health.isSilent(17 * SECOND));
    health.heard(20 * SECOND);
    health.stood(10 * SECOND);
    assertFalse(health.isSilent(34 * SECOND), "once heard, it counts anew");
  }

  @Test
  void whatWasAskedForBeforeItStoodStillMayComeYet() {
    health.ping(0);
    answered(1, 40 * MILLI);
    health.challenge(SECOND);
    health.ping(SECOND);
    health.stood(3 * SECOND);
    assertFalse(health.isSilent(5 * SECOND));
    answered(2, 4 * SECOND + 40 * MILLI);
    assertEquals(OptionalInt.of(40), health.rttMillis(), "it took no longer for that");
  }

  private void answered(long ping, long now) {
    health.heard(now);
    health.pong(ping, now);
  }
}
