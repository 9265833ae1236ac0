package org.rop2p.proxy.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.rop2p.codec.view.Cell;

/** Of which walks a watcher may yet hear from the server alone. */
class UntoldWalksTest {
  private static final Cell NORTH = new Cell(100, 110);
  private static final Cell SOUTH = new Cell(100, 90);
  private static final Cell EAST = new Cell(110, 100);

  private final UntoldWalks walks = new UntoldWalks();

  @Test
  void whatPeersWereToldDoesNotCount() {
    walks.asked(NORTH, true);
    walks.asked(SOUTH, false);
    walks.asked(EAST, false);
    assertEquals(2, walks.count(0));
  }

  @Test
  void aGrantedOneCountsUntilEverybodyHasHeardOfIt() {
    walks.asked(NORTH, false);
    walks.granted(NORTH, 300);
    assertEquals(1, walks.count(299));
    assertEquals(0, walks.count(300));
  }

  @Test
  void thoseBeforeTheGrantedOneNeverCome() {
    walks.asked(NORTH, false);
    walks.asked(EAST, false);
    walks.asked(SOUTH, true);
    walks.granted(SOUTH, 300);
    assertEquals(0, walks.count(0));
  }

  @Test
  void oneGrantedBeforeIsStillOnItsWayToOthers() {
    walks.asked(NORTH, false);
    walks.granted(NORTH, 300);
    walks.asked(SOUTH, true);
    walks.granted(SOUTH, 400);
    assertEquals(1, walks.count(200));
    assertEquals(0, walks.count(300));
  }

  @Test
  void ofTheSameTwiceTheOlderIsGrantedFirst() {
    walks.asked(NORTH, false);
    walks.asked(SOUTH, false);
    walks.asked(NORTH, false);
    walks.granted(NORTH, 300);
    assertEquals(2, walks.count(300), "the other two are open");
  }

  @Test
  void aGrantNobodyAskedForChangesNothing() {
    walks.asked(NORTH, false);
    walks.granted(SOUTH, 0);
    assertEquals(1, walks.count(0));
  }

  @Test
  void anEndlessClickerIsForgottenFromTheOldestOn() {
    walks.asked(NORTH, false);
    for (int i = 0; i < UntoldWalks.MAX; i++) {
      walks.asked(SOUTH, true);
    }
    assertEquals(0, walks.count(0));
  }
}
