package org.rop2p.proxy.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ailments and hiding, of others and of oneself. */
class ConditionTest {
  @ParameterizedTest(name = "{0}: body {1}, options {2}: ailing {3}, unseen {4}")
  @CsvSource({
    "20211103:re, 0000, 00000000, false, false",
    "20211103:re, 0300, 00000000, true, false",
    "20211103:re, 0000, 02000000, false, true",
    "20211103:re, 0000, 04000000, false, true",
    "20211103:re, 0000, 40000000, false, true",
    "20211103:re, 0000, 00400000, false, true",
    "20211103:re, 0000, 39100000, false, false",
    "20100730:re, 0100, 00000000, true, false",
    "20100730:re, 0000, 06000000, false, true"
  })
  void entriesAndChangesTellThem(
      String date, String body, String options, boolean ailing, boolean unseen) {
    BobsWorld shown = new BobsWorld(date);
    shown.annStands(body, options, "00");
    assertEquals(ailing, shown.ann().ailing());
    assertEquals(unseen, shown.ann().unseen());

    BobsWorld changed = new BobsWorld(date);
    changed.annStands("0000", "00000000", "02");
    changed.hear("2902 82841E00" + body + "0000" + options + "00", 10);
    assertEquals(ailing, changed.ann().ailing());
    assertEquals(unseen, changed.ann().unseen());
    assertTrue(changed.ann().sitting(), "that has not changed");
    assertFalse(changed.own().ailing() || changed.own().unseen(), "that was Ann");
  }

  @ParameterizedTest
  @ValueSource(strings = {"20211103:re", "20100730:re"})
  void optionsMayChangeAlone(String date) {
    BobsWorld bobs = new BobsWorld(date);
    bobs.annStands("0200", "00000000", "00");
    bobs.hear("8A02 82841E00 02000000 01000000 00000000", 10);
    assertTrue(bobs.ann().unseen());
    assertTrue(bobs.ann().ailing(), "that stays");
    bobs.hear("8A02 81841E00 40000000 01000000 00000000", 20);
    assertTrue(bobs.own().unseen());
  }

  @Test
  void theOldFormHasHalfOfTheOptions() {
    BobsWorld bobs = new BobsWorld("20100730:re");
    bobs.hear("1901 81841E00 0100 0000 0040 00", 10);
    assertTrue(bobs.own().unseen());
    assertTrue(bobs.own().ailing());
  }

  @ParameterizedTest
  @ValueSource(strings = {"20211103:re", "20100730:re"})
  void theSpeedOfOthersIsThatOfTheirLastEntry(String date) {
    BobsWorld bobs = new BobsWorld(date);
    bobs.annStands("0000", "00000000", "00");
    assertEquals(150, bobs.ann().motion().speed());
    bobs.hear("8600 82841E00 2586426C6788 10270000", 10);
    assertEquals(150, bobs.ann().motion().speed());
    bobs.hear("8800 82841E00 9700 6500", 20);
    assertEquals(150, bobs.ann().motion().speed());
  }

  @Test
  void whoSitsAndIsPutElsewhereStillSits() {
    BobsWorld bobs = new BobsWorld("20211103:re");
    bobs.annStands("0000", "00000000", "02");
    bobs.hear("FF01 82841E00 9700 6500", 10);
    assertTrue(bobs.ann().sitting());
    bobs.hear("8600 82841E00 2586426C6788 10270000", 20);
    assertFalse(bobs.ann().sitting());
  }
}
