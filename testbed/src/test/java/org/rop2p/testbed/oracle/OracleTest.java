package org.rop2p.testbed.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.oracle.Act.Fate;
import org.rop2p.testbed.oracle.Finding.Fault;

/** Small stories about Alice, who acts, and Bob, who watches; times in milliseconds. */
class OracleTest {
  private static final int ALICE = 2_000_001;
  private static final int BOB = 2_000_002;
  private static final int END = 60_000;

  private final List<Act> acts = new ArrayList<>();
  private final List<Display> displays = new ArrayList<>();
  private final List<Heading> headings = new ArrayList<>();
  private final Map<Integer, Presence.Builder> presence = new HashMap<>();

  OracleTest() {
    enters(ALICE, 0, "prontera", 100);
    enters(BOB, 0, "prontera", 103);
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource({
    "10160, '',    shown,      by the server",
    "10003, '',    shown,      by a peer before the server has it",
    "'',    '',    lost,       never shown",
    "10003, 10160, duplicated, by both",
    "16000, '',    lost+unexpected, so late that it is another line",
    " 8900, '',    lost+unexpected, before it was said",
  })
  void oneLineBeforeOneScreen(String first, String second, String verdict, String story) {
    says("hi", 10_000, Fate.ACCEPTED);
    echo("hi", 10_160);
    sees("hi", first);
    sees("hi", second);
    Count count = judge().count(Kind.CHAT);
    assertEquals(2, count.expected(), story);
    assertEquals(verdict.contains("lost") ? 1 : 0, count.lost(), story);
    assertEquals(verdict.contains("duplicated") ? 1 : 0, count.duplicated(), story);
    assertEquals(verdict.contains("unexpected") ? 1 : 0, count.unexpected(), story);
    assertEquals(2 - count.lost(), count.shown(), story);
  }

  @ParameterizedTest(name = "{0} cells: {2}, emote: {3}")
  @CsvSource({
    " 0, true,  expected,   expected",
    " 6, true,  expected,   expected",
    " 7, true,  undecided,  expected",
    " 7, false, undecided,  expected",
    "11, true,  undecided,  expected",
    "12, true,  unexpected, undecided",
    "12, false, nothing,    undecided",
    "16, true,  unexpected, undecided",
    "17, true,  unexpected, unexpected",
    "17, false, nothing,    nothing",
  })
  void distanceDecides(int cells, boolean seen, String chat, String emote) {
    enters(BOB, 0, "prontera", 100 + cells);
    says("hi", 10_000, Fate.ACCEPTED);
    echo("hi", 10_100);
    act(new Content.Emote(3), 10_000, Fate.ACCEPTED);
    displays.add(new Display(ALICE, ALICE, new Content.Emote(3), ms(10_100)));
    if (seen) {
      sees("hi", "10100");
      displays.add(new Display(BOB, ALICE, new Content.Emote(3), ms(10_100)));
    }
    Judgement judgement = judge();
    assertVerdict(chat, seen, judgement.count(Kind.CHAT));
    assertVerdict(emote, seen, judgement.count(Kind.EMOTE));
  }

  private static void assertVerdict(String verdict, boolean seen, Count count) {
    int expected = verdict.equals("expected") ? 1 : 0;
    assertEquals(1 + expected, count.expected());
    assertEquals(1 + (seen ? expected : 0), count.shown());
    assertEquals(seen ? 0 : expected, count.lost());
    assertEquals(verdict.equals("undecided") ? 1 : 0, count.undecided());
    assertEquals(verdict.equals("unexpected") ? 1 : 0, count.unexpected());
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource({
    "REFUSED,    1, a refused line that a peer shows",
    "INVENTED,   1, a line nobody typed",
    "ACCEPTED,   0, an honest line",
    "UNSEEN,     0, a line that only peers carried",
  })
  void whatTheServerDecidedDecides(Fate fate, int unexpected, String story) {
    says("hi", 10_000, fate);
    sees("hi", "10050");
    Count count = judge().count(Kind.CHAT);
    assertEquals(unexpected, count.unexpected(), story);
    assertEquals(unexpected == 1 ? 0 : 2, count.expected(), story);
    assertEquals(unexpected == 1 ? 0 : 1, count.shown(), story);
  }

  @Test
  void aLineThatReachedNobodyIsLostOnBothScreens() {
    says("hi", 10_000, Fate.UNSEEN);
    assertEquals(2, judge().count(Kind.CHAT).lost());
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource({
    " 9500, BOB,   2, the watcher has just come",
    "10900, BOB,   2, the watcher is about to leave",
    "10900, ALICE, 2, the speaker is about to leave",
    " 8900, BOB,   0, the watcher came long ago",
    "11100, BOB,   0, the watcher leaves long after",
  })
  void nearAMapChangeNothingIsHeldAgainstAnybody(int at, String who, int alone, String story) {
    enters(who.equals("BOB") ? BOB : ALICE, at, "prontera", 101);
    says("hi", 10_000, Fate.ACCEPTED);
    echo("hi", 10_100);
    Count count = judge().count(Kind.CHAT);
    int undecided = alone == 0 ? 0 : who.equals("BOB") ? 1 : 2;
    assertEquals(undecided, count.undecided(), story);
    assertEquals(alone == 0 ? 1 : 0, count.lost(), story);
  }

  @Test
  void anotherMapAndALogoutHideEverything() {
    enters(BOB, 5_000, "geffen", 100);
    says("one", 10_000, Fate.ACCEPTED);
    echo("one", 10_100);
    presence.get(BOB).left(ms(20_000));
    says("two", 30_000, Fate.ACCEPTED);
    echo("two", 30_100);
    Judgement judgement = judge();
    assertTrue(judgement.clean(), judgement::toString);
    assertEquals(2, judgement.count(Kind.CHAT).expected());
  }

  @Test
  void whatIsOnItsWayAtTheEndIsLeftOut() {
    says("bye", END - 1_000, Fate.ACCEPTED);
    assertEquals(2, judge().count(Kind.CHAT).undecided());
    assertTrue(judge().clean());
  }

  @Test
  void equalLinesAreCountedOneByOne() {
    for (int i = 0; i < 5; i++) {
      says("ok", 10_000 + 400 * i, Fate.ACCEPTED);
      echo("ok", 10_100 + 400 * i);
    }
    sees("ok", "10005");
    sees("ok", "10405");
    sees("ok", "10805");
    sees("ok", "11205");
    Count count = judge().count(Kind.CHAT);
    assertEquals(10, count.expected());
    assertEquals(1, count.lost());
    assertEquals(0, count.duplicated() + count.unexpected() + count.outOfOrder());
    sees("ok", "11605");
    sees("ok", "11705");
    assertEquals(1, judge().count(Kind.CHAT).duplicated());
    assertEquals(0, judge().count(Kind.CHAT).lost());
  }

  @Test
  void oneAuthorsLinesStayInOrder() {
    says("first", 10_000, Fate.ACCEPTED);
    says("second", 10_300, Fate.ACCEPTED);
    echo("first", 10_100);
    echo("second", 10_400);
    sees("second", "10305");
    sees("first", "10306");
    Judgement judgement = judge();
    assertEquals(1, judgement.count(Kind.CHAT).outOfOrder());
    assertFalse(judgement.clean());
    assertEquals(Fault.OUT_OF_ORDER, judgement.findings().get(0).fault());
  }

  @ParameterizedTest(name = "{4}")
  @CsvSource({
    "10100, '',    110,  0, the server's copy",
    "9920,  '',    110,  0, the peer's copy",
    "9920,  10100, 110,  1, both copies",
    "'',    '',    110, -1, no copy",
    "11200, '',    110, -2, a second late",
    "'',    '',    105,  0, bound there already",
  })
  void walks(String first, String second, int before, int verdict, String story) {
    heading(before, 5_000);
    act(new Content.Walk(cell(110)), 10_000, Fate.ACCEPTED);
    for (String at : List.of(first, second)) {
      if (!at.isEmpty()) {
        displays.add(new Display(BOB, ALICE, new Content.Walk(cell(110)), ms(at)));
        heading(110, Integer.parseInt(at));
      }
    }
    boolean already = first.isEmpty() && verdict == 0;
    if (already) {
      heading(110, 6_000);
    } else {
      headings.set(0, new Heading(BOB, ALICE, cell(100), ms(5_000)));
    }
    Count count = judge().count(Kind.MOVEMENT);
    assertEquals(1, count.expected(), story);
    assertEquals(verdict < 0 ? 1 : 0, count.lost(), story);
    assertEquals(verdict == 1 ? 1 : 0, count.duplicated(), story);
    assertEquals(verdict == -2 ? 1 : 0, count.unexpected(), story);
  }

  @Test
  void aWalkThatComesIntoViewCountsAsSeen() {
    act(new Content.Walk(cell(110)), 10_000, Fate.ACCEPTED);
    heading(110, 10_300);
    assertEquals(1, judge().count(Kind.MOVEMENT).shown());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"OVERTAKEN, 0", "UNSEEN, 0", "REFUSED, 1"})
  void aWalkTheServerNeverBeganIsNoPair(Fate fate, int unexpected) {
    act(new Content.Walk(cell(110)), 10_000, fate);
    displays.add(new Display(BOB, ALICE, new Content.Walk(cell(110)), ms(9_950)));
    Count count = judge().count(Kind.MOVEMENT);
    assertEquals(unexpected, count.unexpected());
    assertEquals(0, count.expected() + count.undecided() + count.lost());
  }

  @Test
  void aWalkOutOfThinAirIsUnexpected() {
    displays.add(new Display(BOB, ALICE, new Content.Walk(cell(99)), ms(9_000)));
    assertEquals(1, judge().count(Kind.MOVEMENT).unexpected());
  }

  private void enters(int account, int at, String zone, int x) {
    presence.computeIfAbsent(account, key -> Presence.builder()).entered(ms(at), zone, cell(x));
  }

  private void says(String line, int at, Fate fate) {
    act(new Content.Line(RawText.ascii(line)), at, fate);
  }

  private void act(Content content, int at, Fate fate) {
    acts.add(new Act(ALICE, content, ms(at - 80), ms(at), fate));
  }

  private void echo(String line, int at) {
    displays.add(new Display(ALICE, ALICE, new Content.Line(RawText.ascii(line)), ms(at)));
  }

  private void sees(String line, String at) {
    if (!at.isEmpty()) {
      displays.add(new Display(BOB, ALICE, new Content.Line(RawText.ascii(line)), ms(at)));
    }
  }

  private void heading(int x, int at) {
    headings.add(new Heading(BOB, ALICE, cell(x), ms(at)));
  }

  private Judgement judge() {
    Map<Integer, Presence> built = new HashMap<>();
    presence.forEach((account, builder) -> built.put(account, builder.build()));
    return Oracle.judge(
        new Evidence(acts, built, List.of(ALICE, BOB), displays, headings, ms(END)));
  }

  private static Cell cell(int x) {
    return new Cell(x, 100);
  }

  private static long ms(String millis) {
    return ms(Integer.parseInt(millis.strip()));
  }

  private static long ms(int millis) {
    return millis * 1_000_000L;
  }
}
