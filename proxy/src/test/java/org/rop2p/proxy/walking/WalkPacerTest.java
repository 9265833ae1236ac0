package org.rop2p.proxy.walking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.rop2p.proxy.walking.WalkPacer.Decision;

/** What of Ann's clicks the server gets, and when. */
class WalkPacerTest {
  private final WalkPacer pacer = new WalkPacer();

  @Test
  void theFirstAfterARestGoesAtOnce() {
    assertEquals(Decision.FORWARD, pacer.asked(true, true, 0, 0));
    assertEquals(Decision.FORWARD, pacer.asked(true, true, 0, 300));
    assertEquals(OptionalLong.empty(), pacer.dueAt());
  }

  @Test
  void thoseOnTheWayWaitAndTheLatestGoesHalfASecondAfterTheFirst() {
    pacer.asked(true, true, 0, 0);
    assertEquals(Decision.HOLD, pacer.asked(true, false, 1, 200));
    assertEquals(OptionalLong.of(500), pacer.dueAt());
    assertEquals(Decision.HOLD, pacer.asked(true, false, 1, 400));
    assertFalse(pacer.releases(true, 1, 499));
    assertTrue(pacer.releases(true, 1, 500));
    assertFalse(pacer.releases(true, 1, 600), "it goes once");
    assertEquals(Decision.HOLD, pacer.asked(true, false, 1, 600));
    assertEquals(OptionalLong.of(1_000), pacer.dueAt());
  }

  @Test
  void aHeldOneIsNotOvertakenByAClickAtRest() {
    pacer.asked(true, true, 0, 0);
    pacer.asked(true, false, 1, 200);
    assertEquals(Decision.HOLD, pacer.asked(true, true, 1, 400));
  }

  @Test
  void aReClickLongAfterTheLastGoesAtOnce() {
    pacer.asked(true, true, 0, 0);
    assertEquals(Decision.FORWARD, pacer.asked(true, false, 0, 500));
  }

  @Test
  void peersNeverShowHerFarFromWhereTheServerHasHer() {
    pacer.asked(true, true, 0, 0);
    assertEquals(Decision.HOLD, pacer.asked(true, false, 9, 100));
    assertFalse(pacer.releases(true, 9, 150));
    assertTrue(pacer.releases(true, 10, 160));
    assertEquals(Decision.FORWARD, pacer.asked(true, false, 10, 170));
  }

  @Test
  void whateverElseGoesToTheServerTakesItAlong() {
    assertFalse(pacer.flush(0), "nothing is held");
    pacer.asked(true, true, 0, 0);
    pacer.asked(true, false, 1, 200);
    assertTrue(pacer.flush(250));
    assertFalse(pacer.flush(260));
    assertEquals(OptionalLong.empty(), pacer.dueAt());
  }

  @Test
  void hinderedNothingWaits() {
    pacer.asked(true, true, 0, 0);
    assertEquals(Decision.HOLD, pacer.asked(true, false, 1, 100));
    assertTrue(pacer.releases(false, 1, 110));
    assertEquals(Decision.HOLD, pacer.asked(true, false, 1, 120));
    assertEquals(Decision.FORWARD_BOTH, pacer.asked(false, false, 1, 130));
    assertEquals(Decision.FORWARD, pacer.asked(false, false, 1, 140));
  }

  @Test
  void aNewMapForgetsWhatWasHeld() {
    pacer.asked(true, true, 0, 0);
    pacer.asked(true, false, 1, 100);
    pacer.forget();
    assertFalse(pacer.flush(110));
    assertEquals(Decision.FORWARD, pacer.asked(true, false, 0, 120));
  }
}
