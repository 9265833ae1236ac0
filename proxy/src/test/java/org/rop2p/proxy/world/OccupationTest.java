package org.rop2p.proxy.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.codec.event.Occupation;

/** What keeps Bob from walking: it begins with the server's word, or his click on an NPC. */
class OccupationTest {
  @ParameterizedTest(name = "{0}: {2} by {1}")
  @CsvSource({
    "20211103:re, B400 0B00 80778E06 'Hi' 00, NPC_DIALOGUE",
    "20250604:main, 7209 0C00 80778E06 00 'Hi' 00, NPC_DIALOGUE",
    "20100730:re, B500 80778E06, NPC_DIALOGUE",
    "20211103:re, B600 80778E06, NPC_DIALOGUE",
    "20211103:re, B700 0B00 80778E06 'a:' 00, NPC_DIALOGUE",
    "20211103:re, 4201 80778E06, NPC_DIALOGUE",
    "20100730:re, D401 80778E06, NPC_DIALOGUE",
    "20211103:re, 400B 0800 81841E00, STALL",
    "20100730:re, 3601 0800 81841E00, STALL",
    "20211103:re, 1308 0C00 81841E00 00000000, STALL",
    "20211103:re, F501 03 00*6, TRADE",
    "20211103:re, F200 0100 5802, STORAGE"
  })
  void itBeginsAndAGrantedWalkOrAnotherMapEndsIt(String date, String frame, Occupation occupation) {
    BobsWorld bobs = new BobsWorld(date);
    bobs.hear(frame, 10);
    assertEquals(Set.of(occupation), bobs.own().occupations());
    bobs.hear("8700 10270000 2586426C6788", 20);
    assertEquals(Set.of(), bobs.own().occupations());
    bobs.hear(frame, 30);
    bobs.hear("9100 'prontera.gat' 00*4 7800 4600", 40);
    assertEquals(Set.of(), bobs.own().occupations());
  }

  @ParameterizedTest
  @ValueSource(strings = {"20211103:re", "20100730:re"})
  void aDialogueIsEndedByTheClientsClosing(String date) {
    BobsWorld bobs = new BobsWorld(date);
    bobs.ask("9000 80778E06 01", 10);
    assertTrue(bobs.own().inDialogue());
    bobs.hear("B600 80778E06", 20);
    assertTrue(bobs.own().inDialogue(), "the window has got its button");
    bobs.ask("4601 80778E06", 30);
    assertFalse(bobs.own().inDialogue());
    bobs.hear("B400 0B00 80778E06 'Hi' 00", 40);
    assertTrue(bobs.own().inDialogue(), "the script speaks on");
  }

  @ParameterizedTest(name = "{0}: closed by {1}")
  @CsvSource({"20211103:re, 2E01", "20211103:re, 1508", "20100730:re, 2E01"})
  void aStallIsEndedByTheClientsClosing(String date, String close) {
    BobsWorld bobs = new BobsWorld(date);
    bobs.ask("9000 80778E06 01", 10);
    bobs.hear(date.startsWith("2021") ? "400B 0800 81841E00" : "3601 0800 81841E00", 20);
    assertEquals(Set.of(Occupation.NPC_DIALOGUE, Occupation.STALL), bobs.own().occupations());
    bobs.ask(close, 30);
    assertEquals(
        Set.of(Occupation.NPC_DIALOGUE), bobs.own().occupations(), "that is another window");
  }

  @Test
  void tradeAndStorageAreEndedByTheServer() {
    BobsWorld bobs = new BobsWorld("20211103:re");
    bobs.hear("F501 03 00*6", 10);
    bobs.hear("F200 0100 5802", 10);
    bobs.hear("EE00", 20);
    assertEquals(Set.of(Occupation.STORAGE), bobs.own().occupations());
    bobs.hear("F800", 20);
    assertEquals(Set.of(), bobs.own().occupations());
    bobs.hear("F501 04 00*6", 30);
    assertEquals(Set.of(), bobs.own().occupations(), "a trade that was refused");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "20211103:re, 1A0B %s 00*14 E8030000 00 00*4",
    "20130807:main, FB07 %s 00*14 E8030000 00",
    "20100730:re, 3E01 %s 00*14 E8030000"
  })
  void aCastLastsItsTimeUnlessItIsBroken(String date, String cast) {
    BobsWorld bobs = new BobsWorld(date);
    assertFalse(bobs.own().casting(0));
    bobs.hear(cast.formatted("82841E00"), 10);
    assertFalse(bobs.own().casting(10), "that is Ann");
    bobs.hear(cast.formatted("81841E00"), 100);
    assertTrue(bobs.own().casting(100));
    assertTrue(bobs.own().casting(1_099));
    assertFalse(bobs.own().casting(1_100));
    bobs.hear("B901 82841E00", 200);
    assertTrue(bobs.own().casting(200));
    bobs.hear("B901 81841E00", 200);
    assertFalse(bobs.own().casting(200));
    bobs.hear(cast.formatted("81841E00"), 300);
    bobs.hear("8000 81841E00 01", 310);
    assertFalse(bobs.own().casting(310), "the dead cast nothing");
  }
}
