package org.rop2p.proxy.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dead stay on the screen, hear and chat; only who leaves the screen is gone. */
class DeathTest {
  @ParameterizedTest(name = "{0}: 0080 type {1}: in view {2}, dead {3}")
  @CsvSource({
    "20211103:re, 00, false, false",
    "20211103:re, 01, true, true",
    "20211103:re, 02, false, false",
    "20211103:re, 03, false, false",
    "20211103:re, 04, true, true",
    "20211103:re, 07, false, false",
    "20100730:re, 00, false, false",
    "20100730:re, 01, true, true",
    "20100730:re, 04, true, true"
  })
  void onlySomeWaysToVanishLeaveTheScreen(String date, String type, boolean inView, boolean dead) {
    BobsWorld bobs = new BobsWorld(date);
    bobs.annStands("0000", "00000000", "00");
    Observation seen = bobs.hear("8000 82841E00" + type, 10);

    assertEquals(inView, bobs.ann() != null);
    assertEquals(dead, bobs.ann() != null && bobs.ann().dead());
    assertEquals(
        inView ? List.of() : List.of(new WorldEvent.Vanished(BobsWorld.ANN)), seen.changes());
    assertFalse(seen.before().dead(), "what was known before");
    assertFalse(bobs.own().dead());
  }

  @ParameterizedTest
  @ValueSource(strings = {"20211103:re", "20100730:re"})
  void whoIsResurrectedOrShownAnewOrWalksIsAlive(String date) {
    BobsWorld bobs = new BobsWorld(date);
    bobs.annStands("0000", "00000000", "01");
    assertTrue(bobs.ann().dead(), "a standing entry with state 1");
    bobs.hear("4801 82841E00 0000", 10);
    assertFalse(bobs.ann().dead());
    bobs.hear("8000 82841E00 01", 20);
    bobs.annStands("0000", "00000000", "00");
    assertFalse(bobs.ann().dead());
    bobs.hear("8000 82841E00 01", 30);
    bobs.hear("8800 82841E00 9700 6500", 40);
    assertTrue(bobs.ann().dead(), "a corpse may be moved");
    bobs.hear("8600 82841E00 2586426C6788 10270000", 50);
    assertFalse(bobs.ann().dead());
  }

  @ParameterizedTest
  @ValueSource(strings = {"20211103:re", "20100730:re"})
  void bobDiesAndIsRaised(String date) {
    BobsWorld bobs = new BobsWorld(date);
    bobs.annStands("0000", "00000000", "00");
    Observation seen = bobs.hear("8000 81841E00 01", 10);
    assertTrue(seen.isOwn());
    assertTrue(bobs.own().dead());
    assertFalse(seen.ownBefore().dead());
    assertEquals(List.of(), seen.changes());
    assertFalse(bobs.ann().dead());
    bobs.hear("4801 82841E00 0000", 20);
    assertTrue(bobs.own().dead(), "that was Ann");
    bobs.hear("4801 81841E00 0000", 30);
    assertFalse(bobs.own().dead());
  }

  @Test
  void bobDiesAndReturnsToHisSavePoint() {
    BobsWorld bobs = new BobsWorld("20211103:re");
    bobs.hear("8000 81841E00 01", 10);
    bobs.ask("B200 00", 20);
    assertTrue(bobs.own().dead(), "not before the server moves him");
    bobs.hear("9100 'prontera.gat' 00*4 7800 4600", 30);
    assertFalse(bobs.own().dead());
  }

  @Test
  void othersSeeHimGoWhenHeHidesHeDoesNot() {
    BobsWorld bobs = new BobsWorld("20211103:re");
    bobs.hear("8000 81841E00 00", 10);
    assertFalse(bobs.own().dead());
    assertNull(bobs.ann());
  }
}
