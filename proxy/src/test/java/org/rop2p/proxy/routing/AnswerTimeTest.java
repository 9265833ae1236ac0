package org.rop2p.proxy.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AnswerTimeTest {
  private final AnswerTime time = new AnswerTime();

  @Test
  void aServerNeverHeardIsTakenForAFarOne() {
    assertEquals(300, time.millis());
  }

  @Test
  void theFirstAnswerReplacesTheGuess() {
    time.measured(40);
    assertEquals(40, time.millis());
  }

  @Test
  void aStallDoesNotMoveIt() {
    for (int i = 0; i < 7; i++) {
      time.measured(80 + i);
    }
    for (long late = 8_000; late > 3_000; late -= 1_000) {
      time.measured(late);
    }
    assertTrue(time.millis() < 90, "took the stall for the usual: " + time.millis());
  }

  @Test
  void aServerThatIsFartherFromNowOnIsBelieved() {
    time.measured(40);
    for (int i = 0; i < 11; i++) {
      time.measured(400);
    }
    assertEquals(400, time.millis());
  }

  @Test
  void absurdAnswersAreBounded() {
    time.measured(1_000_000);
    assertEquals(5_000, time.millis());
    AnswerTime other = new AnswerTime();
    other.measured(-7);
    assertEquals(0, other.millis());
  }
}
