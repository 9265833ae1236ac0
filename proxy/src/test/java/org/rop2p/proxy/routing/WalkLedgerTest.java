package org.rop2p.proxy.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.world.Motion;

/** Ann walks; her proxy tells before the server does, and the server is right. */
class WalkLedgerTest {
  private static final int ANN = 2_000_001;
  private static final int EPOCH = 7;
  private static final int SPEED = 150;
  private static final long PATIENCE = 700;
  private static final Cell HOME = new Cell(100, 100);
  private static final Cell WELL = new Cell(105, 100);
  private static final Cell GATE = new Cell(105, 109);
  private static final Cell INN = new Cell(95, 95);
  private final WalkLedger ledger = new WalkLedger();

  @Test
  void theServerConfirmsWhatIsShown() {
    assertTrue(peer(1, WELL, 0));
    assertTrue(server(WELL, 100));
    assertEquals(List.of(), ledger.overdue(10_000));
  }

  @Test
  void theServerIsFirst() {
    assertFalse(server(WELL, 100));
    assertFalse(peer(1, WELL, 110));
    assertEquals(List.of(), ledger.overdue(10_000));
  }

  @Test
  void theServerWantsHerElsewhere() {
    assertTrue(peer(1, WELL, 0));
    assertFalse(server(GATE, 100));
    Motion byServer = Motion.standing(GATE, SPEED);
    assertEquals(byServer, ledger.displayed(ANN, byServer));
    assertEquals(List.of(), ledger.overdue(10_000), "replaced, so nothing to take back");
  }

  @Test
  void aConfirmedWalkThatSaysMoreIsPassedOn() {
    assertTrue(peer(1, WELL, 0));
    assertFalse(ledger.serverWalkIsKnown(ANN, WELL, false, 100), "a new hat");
  }

  @Test
  void theServerCollapsesRequestsToTheLast() {
    assertTrue(peer(1, WELL, 0));
    assertTrue(peer(2, GATE, 50));
    assertTrue(peer(3, INN, 100));
    assertTrue(server(GATE, 200));
    assertTrue(server(INN, 350));
    assertEquals(List.of(), ledger.overdue(10_000));
  }

  @Test
  void theClientStaysOnTheNewestWalkWhileTheServerConfirmsOlderOnes() {
    assertTrue(peer(1, WELL, 0));
    assertTrue(peer(2, GATE, 50));
    assertTrue(server(WELL, 100));
    assertEquals(GATE, ledger.displayed(ANN, Motion.standing(WELL, SPEED)).to());
  }

  @Test
  void whatTheServerNeverGrantsIsTakenBackOnce() {
    assertTrue(peer(1, WELL, 1_000));
    assertEquals(List.of(), ledger.overdue(1_699));
    assertEquals(List.of(ANN), ledger.overdue(1_700));
    assertEquals(List.of(), ledger.overdue(1_800));
    Motion home = Motion.standing(HOME, SPEED);
    assertEquals(home, ledger.displayed(ANN, home));
  }

  @Test
  void onlyTheNewestWalkHasADeadline() {
    assertTrue(peer(1, WELL, 1_000));
    assertTrue(peer(2, GATE, 1_600));
    assertEquals(List.of(), ledger.overdue(1_700));
    assertEquals(List.of(ANN), ledger.overdue(2_300));
  }

  @Test
  void numbersOnlyGoForward() {
    assertTrue(peer(3, WELL, 0));
    assertFalse(peer(2, GATE, 10));
    assertFalse(peer(3, GATE, 20));
    assertFalse(ledger.peerWalk(ANN, EPOCH - 1, 9, HOME, INN, SPEED, PATIENCE, 30));
    assertTrue(ledger.peerWalk(ANN, EPOCH + 1, 1, HOME, INN, SPEED, PATIENCE, 40));
  }

  @Test
  void aPeerWhoLagsBehindTheServerDoesNotTurnHerRound() {
    assertFalse(server(WELL, 100));
    assertFalse(server(GATE, 400));
    assertFalse(peer(1, WELL, 450));
    assertFalse(peer(2, GATE, 500));
    assertTrue(peer(3, INN, 600));
  }

  @Test
  void walkingToAndFroIsShownEachTime() {
    assertTrue(peer(1, WELL, 0));
    assertTrue(server(WELL, 50));
    assertTrue(peer(2, HOME, 400));
    assertTrue(server(HOME, 450));
    assertTrue(peer(3, WELL, 800));
    assertTrue(server(WELL, 850));
  }

  @Test
  void aWalkOfLongAgoMayBeWalkedAgain() {
    assertFalse(server(WELL, 0));
    assertTrue(peer(2, WELL, 3_001));
  }

  @Test
  void aStopSettlesEverything() {
    assertTrue(peer(1, WELL, 0));
    ledger.serverPlaced(ANN);
    assertEquals(List.of(), ledger.overdue(10_000));
    assertFalse(server(WELL, 100), "she walks again: the client must hear it");
  }

  @Test
  void sixteenUnansweredWalksAreEnough() {
    int shown = 0;
    for (int sequence = 1; sequence <= 40; sequence++) {
      shown += peer(sequence, new Cell(100 + sequence, 100), 0) ? 1 : 0;
    }
    assertEquals(16, shown);
  }

  @Test
  void whoIsForgottenOwesNothing() {
    assertTrue(peer(1, WELL, 0));
    ledger.forget(ANN);
    assertEquals(List.of(), ledger.overdue(10_000));
    assertFalse(server(WELL, 100));
  }

  private boolean peer(int sequence, Cell to, long now) {
    return ledger.peerWalk(ANN, EPOCH, sequence, HOME, to, SPEED, PATIENCE, now);
  }

  private boolean server(Cell to, long now) {
    return ledger.serverWalkIsKnown(ANN, to, true, now);
  }
}
