package org.rop2p.testbed.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rop2p.testbed.oracle.Story.ALICE;
import static org.rop2p.testbed.oracle.Story.BOB;
import static org.rop2p.testbed.oracle.Story.cell;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.testbed.oracle.Act.Fate;
import org.rop2p.testbed.oracle.PositionErrors.PositionError;

/** Alice walks from 100 to 103 and stops at 20,450 ms; Bob's screen is looked at a second later. */
class PositionErrorsTest {
  private static final Content WALK = new Content.Walk(cell(103));

  private final Story story =
      new Story()
          .enters(ALICE, 20_000, "prontera", 100)
          .enters(BOB, 0, "prontera", 103)
          .moves(ALICE, 20_150, 101)
          .moves(ALICE, 20_300, 102)
          .moves(ALICE, 20_450, 103)
          .acts(WALK, 20_000, Fate.ACCEPTED, BOB);

  private List<Integer> errors() {
    return PositionErrors.of(story.evidence()).stream().map(PositionError::cells).toList();
  }

  @ParameterizedTest(name = "bound for {0} at {1} ms: {2}")
  @CsvSource({
    "103, 20080, 0",
    "103, 21400, 0", // late, but within the second
    "102, 20080, 1",
    "110, 20080, 7", // a walk the server never granted, not taken back
  })
  void screenAgainstServer(int x, int at, int cells) {
    story.heads(BOB, x, at);
    assertEquals(List.of(cells), errors());
  }

  @ParameterizedTest(name = "the server granted him a walk at {0} ms, seen at {1} ms: {2} cells")
  @CsvSource({"20500, 20580, 1", "20500, 21080, 0", "17000, 17580, 1"})
  void aScreenToWhichTheServersWordsComeLateIsLookedAtAsMuchLater(int at, int seen, int cells) {
    story.setsOut(BOB, 55, at, seen);
    story.heads(BOB, 102, 20_080).heads(BOB, 103, 21_700);
    List<Integer> alices =
        PositionErrors.of(story.evidence()).stream()
            .filter(error -> error.author() == ALICE && error.observer() == BOB)
            .map(PositionError::cells)
            .toList();
    assertEquals(List.of(cells), alices);
  }

  @Test
  void theOwnScreenCountsToo() {
    story.heads(ALICE, 105, 20_080);
    assertEquals(List.of(2), errors());
  }

  @Test
  void whoIsNotDrawnIsNowhereWrong() {
    story.heads(BOB, 110, 20_080).heads(BOB, null, 21_000);
    assertEquals(List.of(), errors());
  }

  @Test
  void whoHidAndWentAwayIsStillDrawnWhereHeHid() {
    story.heads(BOB, 110, 5_000);
    assertEquals(List.of(7), errors());
    story.presence(ALICE).hidden(Story.ms(6_000), true).hidden(Story.ms(9_000), false);
    assertEquals(List.of(), errors());
  }

  @Test
  void aNewClickWithinTheSecondTellsNothing() {
    story.heads(BOB, 110, 21_000).acts(new Content.Walk(cell(110)), 21_450, Fate.ACCEPTED, BOB);
    assertEquals(List.of(), errors());
  }

  @ParameterizedTest(name = "stopped in silence, by a screen {0} cells away: {1} cells")
  @CsvSource({"3, 7", "12, 7", "13, "})
  void whoIsStoppedInSilenceAtTheEdgeOfViewTellsNothing(int away, Integer cells) {
    story.enters(BOB, 1, "prontera", 103 + away).heads(BOB, 110, 20_080);
    story.stopsInSilence(103, 20_450);
    assertEquals(cells == null ? List.of() : List.of(cells), errors());
  }

  @Test
  void aStallTellsNothing() {
    story.heads(BOB, 110, 20_080).stalls(20_500, 28_500);
    assertEquals(List.of(), errors());
  }

  @Test
  void neitherDoesAHiddenPlayer() {
    story.heads(BOB, 110, 20_080).presence(ALICE).hidden(Story.ms(19_000), true);
    assertEquals(List.of(), errors());
    story.presence(ALICE).hidden(Story.ms(20_050), false);
    assertEquals(List.of(7), errors());
  }
}
