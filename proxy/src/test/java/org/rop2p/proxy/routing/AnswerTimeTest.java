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
  void laterAnswersMoveItByAnEighth() {
    time.measured(80);
    time.measured(160);
    assertEquals(90, time.millis());
  }

  @Test
  void manyEqualAnswersWin() {
    time.measured(1_000);
    for (int i = 0; i < 100; i++) {
      time.measured(50);
    }
    assertTrue(time.millis() <= 58, "smoothed to " + time.millis());
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
