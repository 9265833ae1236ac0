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

/** Small stories about Alice, who speaks, and Bob, who watches. */
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

  private void sees(Content content, String at) {
    if (!at.isEmpty()) {
      story.sees(BOB, content, Integer.parseInt(at.strip()));
    }
  }
}
