package org.rop2p.testbed.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.testbed.oracle.Story.ALICE;
import static org.rop2p.testbed.oracle.Story.BOB;
import static org.rop2p.testbed.oracle.Story.cell;
import static org.rop2p.testbed.oracle.Story.line;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.testbed.oracle.Act.Fate;
import org.rop2p.testbed.oracle.Finding.Fault;

/** Small stories about Alice, who walks, and Bob, who watches. */
class OracleWalksTest {
  private static final Content HI = line("hi");
  private static final Content WALK = new Content.Walk(cell(110));

  private final Story story =
      new Story().enters(ALICE, 0, "prontera", 100).enters(BOB, 0, "prontera", 103);

  @ParameterizedTest(name = "{4}")
  @CsvSource({
    "10100, '',    110,  0, the server's copy",
    "9921,  '',    110,  0, the peer's copy",
    "9921,  10100, 110,  1, both copies",
    "'',    '',    110, -1, no copy",
    "12200, '',    110, -2, two seconds late",
    "'',    '',    105,  0, bound there already",
  })
  void walks(String first, String second, int before, int verdict, String told) {
    boolean already = first.isEmpty() && verdict == 0;
    story.heads(BOB, already ? before : 100, 5_000);
    story.acts(WALK, 10_000, Fate.ACCEPTED, BOB);
    for (String at : new String[] {first, second}) {
      if (!at.isEmpty()) {
        story.sees(BOB, WALK, Integer.parseInt(at)).heads(BOB, 110, Integer.parseInt(at));
      }
    }
    if (already) {
      story.heads(BOB, 110, 6_000);
    }
    Count count = story.count(Kind.MOVEMENT);
    assertEquals(1, count.expected(), told);
    assertEquals(verdict < 0 ? 1 : 0, count.lost(), told);
    assertEquals(verdict == 1 ? 1 : 0, count.duplicated(), told);
    assertEquals(verdict == -2 ? 1 : 0, count.unexpected(), told);
  }

  @ParameterizedTest(name = "{4}")
  @CsvSource({
    "10150, '',    '',    0, the later one came before the word of this was read",
    "10380, '',    '',    1, the word of this must have been there before",
    "10380, 10050, 10430, 0, the server's words were 300 ms late on this screen",
    "10380, 10050, 10230, 1, they were 100 ms late",
    "10380, 7000,  7380,  1, they were late three seconds before",
    "'',    10050, 10430, 1, no later one came",
  })
  void ofWalksOnlyTheNewestCounts(String at, String granted, String seen, int lost, String told) {
    Content later = new Content.Walk(cell(90));
    story.heads(BOB, 100, 5_000);
    story.acts(WALK, 10_000, Fate.ACCEPTED, BOB).acts(later, 10_100, 10_420, Fate.ACCEPTED, BOB);
    if (!at.isEmpty()) {
      story.sees(BOB, later, Integer.parseInt(at)).heads(BOB, 90, Integer.parseInt(at));
    }
    if (!granted.isEmpty()) {
      story.setsOut(BOB, 55, Integer.parseInt(granted), Integer.parseInt(seen));
    }
    long missed =
        story.judge().findings().stream()
            .filter(one -> one.fault() == Fault.LOST && one.content().equals(WALK))
            .count();
    assertEquals(lost, missed, told);
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource({
    "10100, 10480, 0, what she said then came 300 ms late",
    "10100, 10080, 1, what she said then came at once",
    "13000, 13480, 1, what came 300 ms late was said three seconds later",
  })
  void whatIsSeenForTheFirstTimeAfterItWasDueShowsHowLateTheServersWordsCame(
      int said, int seen, int lost, String told) {
    Content later = new Content.Walk(cell(90));
    story.heads(BOB, 100, 5_000);
    story.acts(WALK, 10_000, Fate.ACCEPTED, BOB).acts(later, 10_100, 10_420, Fate.ACCEPTED, BOB);
    story.sees(BOB, later, 10_380).heads(BOB, 90, 10_380);
    story.acts(HI, said, Fate.ACCEPTED, BOB).sees(BOB, HI, seen).sees(ALICE, HI, said + 80);
    assertEquals(lost, story.count(Kind.MOVEMENT).lost(), told);
  }

  @Test
  void ofTheSameLineTwiceNobodyKnowsWhichWasLate() {
    Content later = new Content.Walk(cell(90));
    story.heads(BOB, 100, 5_000);
    story.acts(WALK, 10_000, Fate.ACCEPTED, BOB).acts(later, 10_100, 10_420, Fate.ACCEPTED, BOB);
    story.sees(BOB, later, 10_380).heads(BOB, 90, 10_380);
    story.acts(HI, 10_100, Fate.ACCEPTED, BOB).acts(HI, 11_000, Fate.ACCEPTED, BOB);
    story.sees(BOB, HI, 10_480).sees(BOB, HI, 11_080);
    assertEquals(1, story.count(Kind.MOVEMENT).lost());
  }

  @Test
  void aWalkToWhereSheIsShownToBeStoppedIsNotTheOlderOneToThatCell() {
    Content there = new Content.Walk(cell(104));
    story.acts(there, 9_000, Fate.OVERTAKEN).acts(WALK, 9_200, Fate.ACCEPTED, BOB);
    story.moves(ALICE, 10_000, 104).heads(BOB, 100, 5_000);
    story.sees(BOB, WALK, 9_250).heads(BOB, 110, 9_250);
    story.slides(BOB, there, 10_050, 103).heads(BOB, 104, 10_050);
    assertTrue(story.count(Kind.MOVEMENT).clean(), () -> story.judge().findings().toString());
  }

  @Test
  void aWalkThatComesIntoViewCountsAsSeen() {
    story.acts(WALK, 10_000, Fate.ACCEPTED, BOB).heads(BOB, 110, 10_300);
    assertEquals(1, story.count(Kind.MOVEMENT).shown());
  }

  @ParameterizedTest(name = "{0}, seen {1} times")
  @CsvSource({"OVERTAKEN, 1, 0, 0", "UNSEEN, 1, 0, 0", "UNSEEN, 2, 0, 1", "REFUSED, 1, 1, 0"})
  void aWalkTheServerNeverBeganIsNoPair(Fate fate, int seen, int unexpected, int twice) {
    story.acts(WALK, 10_000, fate);
    for (int i = 0; i < seen; i++) {
      story.sees(BOB, WALK, 9_950 + i);
    }
    Count count = story.count(Kind.MOVEMENT);
    assertEquals(unexpected, count.unexpected());
    assertEquals(twice, count.duplicated());
    assertEquals(0, count.expected() + count.undecided() + count.lost());
  }

  @Test
  void aWalkOutOfThinAirIsUnexpected() {
    story.slides(BOB, new Content.Walk(cell(97)), 9_000, 101);
    story.sees(BOB, new Content.Walk(cell(99)), 9_000);
    assertEquals(2, story.count(Kind.MOVEMENT).unexpected());
  }

  @Test
  void aWalkToWhereTheServerStopsHerIsNoAct() {
    story.moves(ALICE, 9_800, 104).slides(BOB, new Content.Walk(cell(105)), 9_000, 101);
    assertTrue(story.count(Kind.MOVEMENT).clean());
  }

  @Test
  void whoComesBackIntoViewMayBeSeenWalkingThereAgain() {
    story.acts(WALK, 10_000, Fate.ACCEPTED, BOB).sees(BOB, WALK, 9_925).heads(BOB, 105, 9_925);
    story.heads(BOB, null, 9_950).heads(BOB, 100, 10_050).sees(BOB, WALK, 10_160);
    assertTrue(story.count(Kind.MOVEMENT).clean());
  }

  @Test
  void whatTheServerTellsTwiceMayBeSeenTwice() {
    story
        .acts(WALK, 9_750, 9_900, Fate.ACCEPTED, BOB)
        .acts(WALK, 9_820, 10_100, Fate.ACCEPTED, BOB);
    story.sees(BOB, WALK, 9_970).heads(BOB, 110, 9_970).sees(BOB, WALK, 10_170);
    assertTrue(story.count(Kind.MOVEMENT).clean());
  }

  @Test
  void whatALateServerTellsTwiceMayBeSeenTwiceHoweverLate() {
    story
        .acts(WALK, 8_900, 9_000, Fate.ACCEPTED, BOB)
        .acts(WALK, 9_400, 10_900, Fate.ACCEPTED, BOB);
    story.sees(BOB, WALK, 10_100).heads(BOB, 110, 10_100).sees(BOB, WALK, 11_500);
    assertTrue(story.count(Kind.MOVEMENT).clean(), () -> story.judge().findings().toString());
  }

  @Test
  void thereAndBackAndThereAgainIsSeenInOrder() {
    Content back = new Content.Walk(cell(90));
    story.acts(WALK, 9_500, 9_600, Fate.ACCEPTED, BOB).acts(back, 9_620, 9_800, Fate.ACCEPTED, BOB);
    story.acts(WALK, 9_770, 9_950, Fate.ACCEPTED, BOB);
    story.sees(BOB, WALK, 9_775).heads(BOB, 110, 9_775).sees(BOB, back, 9_960);
    story.heads(BOB, 90, 9_960).sees(BOB, WALK, 10_110).heads(BOB, 110, 10_110);
    assertTrue(story.count(Kind.MOVEMENT).clean());
  }

  @Test
  void whoIsStoppedBeforeTheFirstStepNeedNotBeSeenWalking() {
    story.acts(WALK, 10_000, 10_100, Fate.ACCEPTED, BOB).heads(BOB, 101, 5_000);
    assertEquals(1, story.count(Kind.MOVEMENT).lost());
    story.stops(BOB, 101, 10_270);
    assertTrue(story.count(Kind.MOVEMENT).clean());
  }

  @Test
  void whatIsBegunAndStoppedAtOnceNeedNotBeSeen() {
    story.acts(WALK, 10_000, 10_100, Fate.ACCEPTED, BOB).heads(BOB, 95, 5_000);
    assertEquals(1, story.count(Kind.MOVEMENT).lost());
    story.stops(BOB, 101, 10_200);
    assertTrue(story.count(Kind.MOVEMENT).clean());
  }

  @Test
  void aWalkThatAStalledServerRefusesMayBeSeenOnce() {
    story.acts(WALK, 10_000, 15_000, Fate.REFUSED).sees(BOB, WALK, 10_005);
    assertEquals(1, story.count(Kind.MOVEMENT).unexpected());
    story.stalls(9_500, 14_900);
    assertTrue(story.count(Kind.MOVEMENT).clean());
  }

  @Test
  void aStopThatAStalledServerMakesElsewhereMayBeGuessedWrong() {
    story.slides(BOB, new Content.Walk(cell(97)), 9_000, 105).presence(ALICE);
    assertEquals(1, story.count(Kind.MOVEMENT).unexpected());
    story.stalls(8_500, 14_900);
    assertTrue(story.count(Kind.MOVEMENT).clean());
  }

  @Test
  void whoComesBackIntoViewIsDrawnAsTheServerHasHim() {
    Content back = new Content.Walk(cell(90));
    story.acts(WALK, 10_000, 10_200, Fate.ACCEPTED, BOB);
    story.acts(back, 10_050, 10_300, Fate.ACCEPTED, BOB);
    story.sees(BOB, back, 10_060).heads(BOB, 90, 10_060).sees(BOB, WALK, 10_280);
    assertEquals(1, story.count(Kind.MOVEMENT).outOfOrder());
    story.heads(BOB, null, 10_200);
    assertEquals(0, story.count(Kind.MOVEMENT).outOfOrder());
  }

  @ParameterizedTest(name = "the server stops her on {0}: {1} out of order")
  @CsvSource({"110, 0", "95, 1"})
  void whoStopsWhereSheOnceClickedIsTakenThere(int stopped, int outOfOrder) {
    Content on = new Content.Walk(cell(90));
    story.acts(WALK, 9_500, 9_600, Fate.ACCEPTED, BOB);
    story.acts(on, 9_700, 9_800, Fate.ACCEPTED, BOB);
    story.sees(BOB, on, 9_880).heads(BOB, 90, 9_880).slides(BOB, WALK, 10_000, 108);
    story.presence(ALICE).moved(Story.ms(9_990), "prontera", cell(stopped));
    assertEquals(outOfOrder, story.count(Kind.MOVEMENT).outOfOrder());
  }

  @ParameterizedTest(
      name = "stopped in silence at {0}, shown walking there since 9000: misplaced {1}")
  @CsvSource({"9500, 0", "8900, 1, this screen has been told something else since", "'', 1"})
  void whomTheServerHasStoppedInSilenceAScreenMayHaveElsewhere(String stopped, int misplaced) {
    story.heads(BOB, 120, 9_000);
    if (!stopped.isEmpty()) {
      story.stopsInSilence(100, Integer.parseInt(stopped));
    }
    story.acts(WALK, 10_000, Fate.ACCEPTED, BOB).slides(BOB, WALK, 10_160, 119);
    assertEquals(misplaced, story.count(Kind.MOVEMENT).misplaced());
  }

  @ParameterizedTest(name = "she stops on {0}: misplaced {1}")
  @CsvSource({"110, 0", "95, 1"})
  void whoIsTakenToWhereSheStopsMayComeFromElsewhere(int stops, int misplaced) {
    story.acts(WALK, 9_500, 9_600, Fate.ACCEPTED, BOB).slides(BOB, WALK, 10_000, 119);
    story.presence(ALICE).moved(Story.ms(9_990), "prontera", cell(stops));
    assertEquals(misplaced, story.count(Kind.MOVEMENT).misplaced());
  }

  @Test
  void whoComesOutOfHidingIsDrawnAnew() {
    story.heads(BOB, 100, 5_000).sees(BOB, WALK, 9_000);
    assertEquals(1, story.count(Kind.MOVEMENT).unexpected());
    story.presence(ALICE).hidden(Story.ms(6_000), true).hidden(Story.ms(8_000), false);
    assertEquals(0, story.count(Kind.MOVEMENT).unexpected());
  }

  @Test
  void whoIsStoppedAndWalksOnIsSeenTwice() {
    story.acts(WALK, 10_000, 10_100, Fate.ACCEPTED, BOB).sees(BOB, WALK, 10_005);
    story.heads(BOB, 110, 10_005).sees(BOB, WALK, 10_300).heads(BOB, 110, 10_300);
    assertEquals(1, story.count(Kind.MOVEMENT).duplicated());
    story.stops(BOB, 104, 10_200);
    assertTrue(story.count(Kind.MOVEMENT).clean());
  }

  @Test
  void whereTheSameIsAskedForAgainAndAgainAnyOfThemMayBeMeant() {
    Content back = new Content.Walk(cell(90));
    story.acts(WALK, 9_000, Fate.UNSEEN).acts(WALK, 9_200, 9_310, Fate.ACCEPTED, BOB);
    story.acts(back, 9_400, Fate.UNSEEN).acts(WALK, 9_800, Fate.UNSEEN);
    story.sees(BOB, WALK, 9_010).heads(BOB, 110, 9_010).sees(BOB, back, 9_410);
    story.heads(BOB, 90, 9_410).sees(BOB, WALK, 9_810).heads(BOB, 110, 9_810);
    assertTrue(story.count(Kind.MOVEMENT).clean());
  }

  @Test
  void whoAsksTwiceForTheSameIsSeenAtTheSecondTime() {
    Content back = new Content.Walk(cell(90));
    story
        .acts(WALK, 9_900, 10_000, Fate.ACCEPTED, BOB)
        .acts(back, 9_950, 10_050, Fate.ACCEPTED, BOB);
    story.sees(BOB, back, 9_955).heads(BOB, 90, 9_955);
    story
        .acts(WALK, 10_020, 10_100, Fate.ACCEPTED, BOB)
        .sees(BOB, WALK, 10_025)
        .heads(BOB, 110, 10_025);
    assertEquals(0, story.count(Kind.MOVEMENT).outOfOrder());
  }

  @ParameterizedTest(name = "the later one at {0}, the server''s word is due at 10080: {1} lost")
  @CsvSource({"10045, 0", "10091, 0, on a busy machine", "10181, 1"})
  void aWalkThatALaterOneHasReplacedOnTheScreenIsNotLost(int at, int lost) {
    Content back = new Content.Walk(cell(90));
    story.acts(WALK, 9_900, 10_000, Fate.ACCEPTED, BOB);
    story.acts(back, 10_040, 10_200, Fate.ACCEPTED, BOB).sees(BOB, back, at);
    story.heads(BOB, 90, at);
    assertEquals(lost, story.count(Kind.MOVEMENT).lost());
  }

  @ParameterizedTest(name = "gone at {0}, the server''s word of the walk is due at 10080: {1} lost")
  @CsvSource({"10082, 0", "10170, 0, on a busy machine", "10190, 1"})
  void whoIsGoneFromTheScreenAtOnceNeedNotBeSeenWalking(int gone, int lost) {
    story.acts(WALK, 9_900, 10_000, Fate.ACCEPTED, BOB).heads(BOB, 90, 5_000);
    story.heads(BOB, null, gone);
    assertEquals(lost, story.count(Kind.MOVEMENT).lost());
  }

  /** The server has shown him walking there, and his own proxy has said nothing else since. */
  @ParameterizedTest(
      name = "clicks back at {0}, the server''s word of the turn is due at 10080: {1}")
  @CsvSource({"10075, 0", "10090, 0, on a busy machine", "10190, 1"})
  void whoTurnsAndClicksBackWhereHeIsShownGoingIsNotDrawnAnew(int clicksBack, int lost) {
    Content turn = new Content.Walk(cell(90));
    story.acts(WALK, 9_700, 9_800, Fate.ACCEPTED, BOB);
    story.sees(BOB, WALK, 9_880).heads(BOB, 110, 9_880);
    story.acts(turn, 9_900, 10_000, Fate.ACCEPTED, BOB);
    story.acts(WALK, clicksBack, clicksBack + 120, Fate.ACCEPTED, BOB);
    assertEquals(lost, story.count(Kind.MOVEMENT).lost());
  }

  @ParameterizedTest(name = "shown again at {0}: {1} unexpected")
  @CsvSource({"10700, 0", "'', 1"})
  void whoComesOutOfHidingOnTheWayMayBeSeenWalking(String shownAgain, int unexpected) {
    story.presence(ALICE).hidden(Story.ms(8_000), true);
    if (!shownAgain.isEmpty()) {
      story.presence(ALICE).hidden(Story.ms(Integer.parseInt(shownAgain)), false);
    }
    story.acts(WALK, 10_000, Fate.ACCEPTED).sees(BOB, WALK, 10_780, 104);
    Count count = story.count(Kind.MOVEMENT);
    assertEquals(unexpected, count.unexpected());
    assertEquals(0, count.misplaced());
  }

  @Test
  void whoComesOutOfHidingWithATurnToMakeIsToldOfTwice() {
    story.heads(BOB, 100, 7_000);
    story.presence(ALICE).hidden(Story.ms(8_000), true).hidden(Story.ms(9_500), false);
    story.acts(WALK, 9_900, 10_000, Fate.ACCEPTED, BOB);
    // The entry that shows her again knows where she will turn to, and then she turns.
    story.sees(BOB, WALK, 10_079).heads(BOB, 110, 10_079).sees(BOB, WALK, 10_080);
    assertTrue(story.count(Kind.MOVEMENT).clean());
  }

  @Test
  void anOldWalkShownAfterANewerOneIsOutOfOrder() {
    Content newer = new Content.Walk(cell(90));
    story.acts(WALK, 10_000, Fate.ACCEPTED, BOB).acts(newer, 10_200, Fate.ACCEPTED, BOB);
    story.sees(BOB, newer, 10_125).sees(BOB, WALK, 10_160);
    assertEquals(1, story.count(Kind.MOVEMENT).outOfOrder());
  }

  @ParameterizedTest(name = "at {0} from {1}, bare {2}: misplaced {3}")
  @CsvSource({
    "10160, 102, false, 0", // by the server, a step off
    "10160, 103, false, 1",
    "10160, 108, true,  0", // by the server, as a screen shows it that has her elsewhere
    "10160, 109, true,  1",
    " 9921, 109, true,  0", // by a peer: where Alice was then, on a screen that lags
    " 9921, 110, true,  1",
  })
  void aWalkBeginsWhereTheWalkerIs(int at, int from, boolean bare, int misplaced) {
    story.acts(WALK, 10_000, Fate.ACCEPTED, BOB);
    if (bare) {
      story.slides(BOB, WALK, at, from);
    } else {
      story.sees(BOB, WALK, at, from);
    }
    Count count = story.count(Kind.MOVEMENT);
    assertEquals(misplaced, count.misplaced());
    assertEquals(misplaced == 0, count.clean());
  }

  @Test
  void ofEqualWalksItMayShowEither() {
    story.walks(WALK, 9_900, 10_000, 100, BOB).walks(WALK, 10_200, 10_750, 105, BOB);
    // The first one's copy, late: it begins where Alice was then, not where the second began.
    story.sees(BOB, WALK, 10_280, 100).heads(BOB, 110, 10_280);
    assertTrue(story.count(Kind.MOVEMENT).clean());
  }
}
