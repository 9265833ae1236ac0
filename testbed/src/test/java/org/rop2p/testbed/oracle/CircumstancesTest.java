package org.rop2p.testbed.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.testbed.oracle.Story.ALICE;
import static org.rop2p.testbed.oracle.Story.BOB;
import static org.rop2p.testbed.oracle.Story.cell;
import static org.rop2p.testbed.oracle.Story.line;

import org.junit.jupiter.api.Test;
import org.rop2p.testbed.oracle.Act.Fate;
import org.rop2p.testbed.oracle.Finding.Fault;

/** Alice says something while she walks; Bob's screen shows it wrongly. */
class CircumstancesTest {
  private static final Content HI = line("hi");

  private final Story story =
      new Story().enters(ALICE, 0, "prontera", 100).enters(BOB, 0, "prontera", 103);

  @Test
  void itIsToldWhereBothWereAndHowLateTheServerWas() {
    story.walks(new Content.Walk(cell(110)), 9_300, 9_700, 100, BOB).moves(ALICE, 9_950, 101);
    story.setsOut(BOB, 55, 9_000, 9_380);
    story.acts(HI, 10_000, Fate.ACCEPTED, BOB).acts(HI, 30_000, Fate.ACCEPTED, BOB);
    assertEquals(
        "2 to 3 cells apart, author at 101,100, observer at 103,100;"
            + " words to this screen 300 ms late, walks waited 320 and 0 ms",
        Circumstances.in(story.evidence()).apply(at(10_050)).orElseThrow().toString());
  }

  @Test
  void onTwoMapsNobodyIsNearTheOther() {
    story.enters(BOB, 5_000, "geffen", 103).acts(HI, 10_000, Fate.ACCEPTED, BOB);
    String told = Circumstances.in(story.evidence()).apply(at(10_050)).orElseThrow().toString();
    assertTrue(told.startsWith("on two maps, author at 100,100"), told);
  }

  @Test
  void ofWhatNobodyDidNothingIsKnown() {
    assertTrue(Circumstances.in(story.evidence()).apply(at(10_050)).isEmpty());
  }

  private static Finding at(int millis) {
    return new Finding(Fault.UNEXPECTED, ALICE, BOB, HI, Story.ms(millis));
  }
}
