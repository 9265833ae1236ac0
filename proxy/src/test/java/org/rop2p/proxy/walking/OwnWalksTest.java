package org.rop2p.proxy.walking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.view.Cell;

/** Ann stands at 100 and walks a cell in 150 ms; the server answers in 120. */
class OwnWalksTest {
  private static final int SPEED = 150;
  private static final long ANSWER = 120;

  private final OwnWalks own = new OwnWalks();

  @BeforeEach
  void placed() {
    own.placed(cell(100), SPEED);
  }

  @Test
  void sheRestsUntilSheAsksAndWhenSheHasArrived() {
    assertTrue(own.starts(cell(104), 0));
    asks(104, 0);
    assertFalse(own.starts(cell(100), 10));
    grants(100, 104, ANSWER);
    assertFalse(own.starts(cell(100), 599));
    assertTrue(own.starts(cell(100), 600), "the server has begun when it heard of it");
    assertFalse(own.starts(cell(104), 600), "she stands there");
  }

  @Test
  void askedOnTheWaySheTurnsAtTheNextCell() {
    asks(110, 0);
    asks(90, 350); // between 102 and 103
    assertEquals(Optional.of(cell(103)), own.atServer(450));
    assertEquals(Optional.of(cell(102)), own.atServer(600));
  }

  @Test
  void whereATurnThatIsNotAnsweredLeadsIsNotKnown() {
    asks(110, 0);
    grants(100, 110, ANSWER);
    asks(90, 600);
    assertTrue(own.halts(ANSWER, 650).isPresent(), "she has not turned yet");
    asks(110, 700);
    asks(90, 1_000);
    assertEquals(Optional.empty(), own.halts(ANSWER, 1_200));
  }

  @Test
  void heldBackPeersShowHerElsewhereThanTheServerHasHer() {
    asks(110, 0);
    own.toldPeers(cell(90), 300);
    assertEquals(0, own.apart(300));
    assertEquals(4, own.apart(600));
  }

  @Test
  void aSilentStopIsTold() {
    asks(110, 0);
    grants(100, 110, ANSWER);
    asks(103, 340);
    assertEquals(Optional.of(cell(103)), grants(103, 103, 590));
  }

  @Test
  void aSilentStopIsTellableAgainWhileOthersHaveBeenToldOtherwise() {
    asks(110, 0);
    grants(100, 110, ANSWER);
    asks(103, 340);
    grants(103, 103, 590);
    asks(103, 900);
    assertEquals(Optional.of(cell(103)), grants(103, 103, 1_020));
  }

  @Test
  void walkingToTheOwnCellAtRestIsNoNews() {
    asks(110, 0);
    grants(100, 110, ANSWER);
    asks(110, 5_000);
    assertEquals(Optional.empty(), grants(110, 110, 5_120));
  }

  @Test
  void aStopThatANewerRequestOvertakesIsNotTold() {
    asks(110, 0);
    grants(100, 110, ANSWER);
    asks(103, 340);
    own.toldPeers(cell(90), 500);
    assertEquals(Optional.empty(), grants(103, 103, 590));
  }

  @Test
  void whatAnAnswerToSomethingLaterDecidesIsNotWaitedFor() {
    asks(110, 100);
    own.decidedUpTo(99);
    assertTrue(own.serverIsSlow(ANSWER, 900), "asked later");
    own.decidedUpTo(100);
    assertFalse(own.serverIsSlow(ANSWER, 900), "ignored");
  }

  @Test
  void whereAServerThatStallsWillStopHerIsNotKnown() {
    asks(110, 0);
    assertTrue(own.halts(ANSWER, 220).isPresent());
    asks(110, 1_000);
    assertEquals(Optional.empty(), own.halts(ANSWER, 1_221));
  }

  @Test
  void norWhileItCatchesUp() {
    asks(110, 0);
    asks(105, 2_000);
    grants(100, 110, 5_000);
    asks(90, 5_010);
    assertEquals(Optional.empty(), own.halts(ANSWER, 5_050), "it has yet to say where she is");
    grants(101, 90, 5_100);
    assertTrue(own.halts(ANSWER, 5_150).isPresent());
  }

  @Test
  void aServerThatDoesNotAnswerIsSlowUntilItDoes() {
    asks(110, 0);
    assertFalse(own.serverIsSlow(ANSWER, 720));
    asks(105, 300);
    assertTrue(own.serverIsSlow(ANSWER, 721));
    grants(100, 110, 4_000);
    assertFalse(own.serverIsSlow(ANSWER, 4_001));
  }

  @Test
  void aWalkDoesNotBeginBeforeItWasAskedHoweverSlowTheServerUsuallyIs() {
    asks(110, 0);
    own.granted(cell(100), cell(110), SPEED, 3_000, ANSWER);
    assertEquals(Optional.of(cell(102)), own.halts(ANSWER, 440));
  }

  @Test
  void sittingDownEndsAWalkWhereTheServerWillHaveHer() {
    asks(110, 0);
    grants(100, 110, ANSWER);
    assertEquals(Optional.of(cell(102)), own.halts(ANSWER, 440));
    assertEquals(Optional.empty(), own.halts(ANSWER, 450));
    assertTrue(own.starts(cell(90), 450));
  }

  private void asks(int to, long now) {
    own.toldPeers(cell(to), now);
    own.sent(cell(to), true, now);
  }

  private Optional<Cell> grants(int from, int to, long now) {
    return own.granted(cell(from), cell(to), SPEED, ANSWER, now);
  }

  private static Cell cell(int x) {
    return new Cell(x, 100);
  }
}
