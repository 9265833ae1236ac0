package org.rop2p.testbed.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.testbed.oracle.Story.ALICE;
import static org.rop2p.testbed.oracle.Story.BOB;
import static org.rop2p.testbed.oracle.Story.cell;
import static org.rop2p.testbed.oracle.Story.line;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.oracle.Act.Fate;
import org.rop2p.testbed.oracle.Finding.Fault;

/** Small stories about Alice, who acts, and Bob, who watches. */
class OracleTest {
  private static final Content HI = line("hi");
  private static final Content WAVE = new Content.Emote(3);
  private static final Content WALK = new Content.Walk(cell(110));

  private final Story story =
      new Story().enters(ALICE, 0, "prontera", 100).enters(BOB, 0, "prontera", 103);

  @ParameterizedTest(name = "{3}")
  @CsvSource({
    "10160, '',    shown,           by the server",
    " 9923, '',    shown,           by a peer before the server has it",
    "11999, '',    shown,           late but in time",
    "'',    '',    lost,            never shown",
    " 9923, 10160, duplicated,      by both",
    "12001, '',    lost+unexpected, so late that it is another line",
    " 9919, '',    lost+unexpected, before it was said",
  })
  void oneLineBeforeOneScreen(String first, String second, String verdict, String told) {
    story.acts(HI, 10_000, Fate.ACCEPTED, BOB).sees(ALICE, HI, 10_160);
    sees(HI, first);
    sees(HI, second);
    Count count = story.count(Kind.CHAT);
    assertEquals(2, count.expected(), told);
    assertEquals(verdict.contains("lost") ? 1 : 0, count.lost(), told);
    assertEquals(verdict.contains("duplicated") ? 1 : 0, count.duplicated(), told);
    assertEquals(verdict.contains("unexpected") ? 1 : 0, count.unexpected(), told);
    assertEquals(2 - count.lost(), count.shown(), told);
  }

  @ParameterizedTest(name = "{0} cells, told {1}, seen {2}: {3}")
  @CsvSource({
    "  3, true,  1, shown",
    "  3, true,  0, lost",
    "  9, true,  0, lost", // to the very edge, and however far: the server knows best
    " 11, true,  0, lost",
    " 30, true,  1, shown",
    "  3, true,  2, duplicated",
    "  3, false, 0, nothing", // kept from Bob on purpose
    "  7, false, 1, unexpected",
    "  8, false, 1, undecided", // a step between the server's look and the peer's
    "  8, false, 0, nothing",
    " 11, false, 1, undecided",
    " 11, false, 2, duplicated", // twice is wrong wherever Bob stands
    " 11, false, 0, nothing",
    " 12, false, 1, unexpected",
    " 12, false, 0, nothing",
  })
  void whomTheServerToldMustHaveSeenIt(int cells, boolean told, int seen, String verdict) {
    story.enters(BOB, 0, "prontera", 100 + cells);
    if (told) {
      story.acts(HI, 10_000, Fate.ACCEPTED, BOB);
    } else {
      story.acts(HI, 10_000, Fate.ACCEPTED, ALICE);
    }
    assertVerdict(Kind.CHAT, HI, seen, verdict);
  }

  @ParameterizedTest(name = "{0} cells, seen {1}: {2}, emote {3}")
  @CsvSource({
    "  7, 1, shown,      shown",
    "  7, 0, lost,       lost",
    "  8, 1, shown,      shown", // in the grey ring either is right, but as the server is better
    "  8, 0, undecided,  lost",
    "  9, 0, undecided,  lost",
    " 10, 0, nothing,    lost",
    " 10, 1, undecided,  shown",
    " 11, 1, undecided,  shown",
    " 11, 2, duplicated, duplicated",
    " 12, 1, unexpected, shown",
    " 12, 0, nothing,    lost",
    " 13, 0, nothing,    undecided",
    " 16, 1, unexpected, undecided",
    " 17, 1, unexpected, unexpected",
    " 17, 0, nothing,    nothing",
  })
  void whatTheServerNeverSawIsJudgedByDistance(int cells, int seen, String chat, String emote) {
    story.enters(BOB, 0, "prontera", 100 + cells);
    story.acts(HI, 10_000, Fate.UNSEEN).acts(WAVE, 10_000, Fate.UNSEEN);
    assertVerdict(Kind.CHAT, HI, seen, chat);
    assertVerdict(Kind.EMOTE, WAVE, seen, emote);
  }

  /** Alice's own screen shows it once; Bob's so many times, and that is the verdict. */
  private void assertVerdict(Kind kind, Content content, int seen, String verdict) {
    story.sees(ALICE, content, 10_100);
    for (int i = 0; i < seen; i++) {
      story.sees(BOB, content, 10_100 + i);
    }
    Count count = story.count(kind);
    boolean twice = verdict.equals("duplicated");
    boolean doubtful = twice && count.undecided() == 1;
    boolean owed = verdict.equals("shown") || verdict.equals("lost") || (twice && !doubtful);
    assertEquals(owed ? 2 : 1, count.expected(), count::toString);
    assertEquals(verdict.equals("lost") ? 1 : 0, count.lost(), count::toString);
    assertEquals(twice ? 1 : 0, count.duplicated(), count::toString);
    assertEquals(verdict.equals("unexpected") ? 1 : 0, count.unexpected(), count::toString);
    assertEquals(
        verdict.equals("undecided") || doubtful ? 1 : 0, count.undecided(), count::toString);
  }

  @ParameterizedTest(name = "Bob at {0} and then {1}: {2}")
  @CsvSource({
    "107, 106, lost",
    "107, 108, undecided", // inside at the server, walked out of the sure part meanwhile
    "110, 111, nothing",
    "112, 111, nothing", // not seen is what the server would have had
    "113, 112, nothing",
  })
  void walkingIsConsidered(int before, int after, String verdict) {
    story.enters(BOB, 0, "prontera", before).moves(BOB, 9_950, after);
    story.acts(HI, 10_000, Fate.UNSEEN).sees(ALICE, HI, 9_921);
    Count count = story.count(Kind.CHAT);
    assertEquals(verdict.equals("lost") ? 1 : 0, count.lost());
    assertEquals(verdict.equals("undecided") ? 1 : 0, count.undecided());
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource({
    "REFUSED,  1, a refused line that a peer shows",
    "INVENTED, 1, a line nobody typed",
    "ACCEPTED, 0, an honest line",
    "CONFIDED, 0, a line in Bob's chat room",
    "UNSEEN,   0, a line that only peers carried",
  })
  void whatTheServerDecidedDecides(Fate fate, int unexpected, String told) {
    boolean heard = fate == Fate.ACCEPTED || fate == Fate.CONFIDED;
    story.acts(HI, 10_000, fate, heard ? new Integer[] {BOB} : new Integer[0]);
    story.sees(BOB, HI, 10_050);
    Count count = story.count(Kind.CHAT);
    assertEquals(unexpected, count.unexpected(), told);
    assertEquals(unexpected == 1 ? 0 : 2, count.expected(), told);
    assertEquals(unexpected == 1 ? 0 : 1, count.shown(), told);
  }

  @Test
  void roomTalkIsNotForThoseWhoStandNear() {
    story.acts(HI, 10_000, Fate.CONFIDED, ALICE).sees(ALICE, HI, 10_050).sees(BOB, HI, 10_050);
    assertEquals(1, story.count(Kind.CHAT).unexpected());
  }

  @Test
  void aLineThatReachedNobodyIsLostOnBothScreens() {
    story.acts(HI, 10_000, Fate.UNSEEN);
    assertEquals(2, story.count(Kind.CHAT).lost());
  }

  @Test
  void anAuthorSeesItsOwnLineOnce() {
    story.acts(HI, 10_000, Fate.UNSEEN).sees(BOB, HI, 9_921);
    story.sees(ALICE, HI, 9_921).sees(ALICE, HI, 10_160);
    assertEquals(1, story.count(Kind.CHAT).duplicated());
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource({
    " 9500, BOB,   1, the watcher has just come",
    "10900, BOB,   1, the watcher is about to leave",
    "10900, ALICE, 2, the speaker is about to leave",
    " 8800, BOB,   0, the watcher came long ago",
    "11100, BOB,   0, the watcher leaves long after",
  })
  void nearAMapChangeWhatPeersAloneCarriedIsUndecided(
      int at, String who, int undecided, String told) {
    story.enters(who.equals("BOB") ? BOB : ALICE, at, "prontera", 101);
    story.acts(HI, 10_000, Fate.UNSEEN);
    if (who.equals("BOB")) {
      story.sees(ALICE, HI, 9_921);
    }
    Count count = story.count(Kind.CHAT);
    assertEquals(undecided, count.undecided(), told);
    assertEquals(undecided == 0 ? 1 : 0, count.lost(), told);
  }

  @Test
  void anotherMapAndALogoutHideEverything() {
    story.enters(BOB, 5_000, "geffen", 100);
    story.acts(HI, 10_000, Fate.UNSEEN).sees(ALICE, HI, 10_100);
    story.presence(BOB).left(Story.ms(20_000));
    story.acts(line("two"), 30_000, Fate.UNSEEN).sees(ALICE, line("two"), 30_100);
    Judgement judgement = story.judge();
    assertTrue(judgement.clean(), judgement::toString);
    assertEquals(2, judgement.count(Kind.CHAT).expected());
  }

  @Test
  void whatIsOnItsWayAtTheEndIsLeftOut() {
    story.acts(HI, Story.END - 1_000, Fate.ACCEPTED, BOB);
    assertEquals(2, story.count(Kind.CHAT).undecided());
    assertTrue(story.judge().clean());
  }

  @ParameterizedTest(name = "{0}, seen at {1}: {2} lost")
  @CsvSource({
    "ACCEPTED,  9925, 0", // by a peer, during the stall
    "ACCEPTED, 18160, 0", // by the server, after it
    "ACCEPTED, 20090, 1",
    "UNSEEN,    9925, 0",
    "UNSEEN,   18160, 0", // given to the server too late for its log
    "UNSEEN,   20090, 1",
  })
  void aStalledServerIsWaitedFor(Fate fate, int at, int lost) {
    story.stalls(9_000, 18_000);
    boolean heard = fate == Fate.ACCEPTED;
    story.acts(
        HI, 9_920, heard ? 18_000 : 10_000, fate, heard ? new Integer[] {BOB} : new Integer[0]);
    story.sees(ALICE, HI, 9_925).sees(BOB, HI, at);
    assertEquals(lost, story.count(Kind.CHAT).lost());
  }

  @Test
  void whatTheServerDecidedJustBeforeAStallComesAfterIt() {
    story.stalls(10_050, 18_050).acts(HI, 10_000, Fate.ACCEPTED, BOB);
    story.sees(ALICE, HI, 18_140).sees(BOB, HI, 18_140);
    assertEquals(2, story.count(Kind.CHAT).shown());
    assertTrue(story.judge().clean());
  }

  @Test
  void equalLinesAreCountedOneByOne() {
    for (int i = 0; i < 5; i++) {
      story.acts(HI, 10_000 + 400 * i, Fate.ACCEPTED, BOB).sees(ALICE, HI, 10_100 + 400 * i);
    }
    for (int i = 0; i < 4; i++) {
      story.sees(BOB, HI, 10_005 + 400 * i);
    }
    Count count = story.count(Kind.CHAT);
    assertEquals(10, count.expected());
    assertEquals(1, count.lost());
    assertEquals(0, count.duplicated() + count.unexpected() + count.outOfOrder());
    story.sees(BOB, HI, 11_605).sees(BOB, HI, 11_705);
    assertEquals(1, story.count(Kind.CHAT).duplicated());
    assertEquals(0, story.count(Kind.CHAT).lost());
  }

  @ParameterizedTest(name = "on {0}'s screen")
  @CsvSource({"ALICE", "BOB"})
  void oneAuthorsLinesStayInOrderItsOwnEchoesToo(String screen) {
    int first = screen.equals("ALICE") ? 10_410 : 10_100;
    int second = screen.equals("BOB") ? 10_410 : 10_100;
    story.acts(HI, 10_000, Fate.ACCEPTED, BOB).acts(line("two"), 10_300, Fate.UNSEEN);
    story.sees(ALICE, HI, first).sees(ALICE, line("two"), 10_400);
    story.sees(BOB, HI, second).sees(BOB, line("two"), 10_400);
    Judgement judgement = story.judge();
    assertEquals(1, judgement.count(Kind.CHAT).outOfOrder());
    assertFalse(judgement.clean());
    assertEquals(Fault.OUT_OF_ORDER, judgement.findings().get(0).fault());
  }

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

  @ParameterizedTest(name = "{2}")
  @CsvSource({
    "9200, 9700,  0, her walk waited 420 ms: on her peers' screens she was near by then",
    "9500, 9700,  1, it waited 120 ms: she was not",
    "9700, 10150, 0, nor had the server begun it: it did 370 ms later than it could",
    "9985, 10150, 1, she asked for it when all was said",
  })
  void whoseWalkWaitsIsNearerOnHerPeersScreens(int sent, int begun, int unexpected, String told) {
    story.enters(BOB, 0, "prontera", 112);
    story.walks(WALK, sent, begun, 100);
    story.moves(ALICE, 10_200, 101).acts(HI, 10_000, Fate.ACCEPTED, ALICE);
    story.sees(BOB, HI, 9_950).sees(ALICE, HI, 10_080);
    assertEquals(unexpected, story.count(Kind.CHAT).unexpected(), told);
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
  void whatIsSaidWhileHidingNeedsNoScreenThatNeverShowedTheAuthor() {
    Content line = new Content.Line(RawText.ascii("Alice : psst"));
    story.acts(line, 10_000, 10_100, Fate.ACCEPTED, BOB);
    assertTrue(story.count(Kind.CHAT).lost() > 0);
    story.presence(ALICE).hidden(Story.ms(9_000), true);
    assertEquals(0, story.count(Kind.CHAT).lost());
    assertTrue(story.count(Kind.CHAT).undecided() > 0);
  }

  @Test
  void whoHidesMayMissWhatNeverWentToTheServer() {
    Content line = new Content.Line(RawText.ascii("Alice : among us"));
    story.acts(line, 10_000, Fate.UNSEEN);
    int lost = story.count(Kind.CHAT).lost();
    story.presence(BOB).hidden(Story.ms(9_000), true);
    assertEquals(lost - 1, story.count(Kind.CHAT).lost());
    story.sees(BOB, line, 10_005);
    assertEquals(0, story.count(Kind.CHAT).unexpected());
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

  private void sees(Content content, String at) {
    if (!at.isEmpty()) {
      story.sees(BOB, content, Integer.parseInt(at.strip()));
    }
  }
}
