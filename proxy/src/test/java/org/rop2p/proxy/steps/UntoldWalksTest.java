package org.rop2p.proxy.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.view.Cell;

/** Of which walks a watcher may yet hear from the server alone. */
class UntoldWalksTest {
  private static final int ANN = 2_000_002;
  private static final int BEA = 2_000_003;
  private static final Cell NORTH = new Cell(100, 110);
  private static final Cell SOUTH = new Cell(100, 90);
  private static final Cell EAST = new Cell(110, 100);

  private final UntoldWalks walks = new UntoldWalks();

  @Test
  void whatPeersWereToldDoesNotCount() {
    walks.asked(NORTH, Set.of(ANN));
    walks.asked(SOUTH, Set.of());
    walks.asked(EAST, Set.of());
    assertEquals(2, walks.open(ANN, 0).untold());
    assertEquals(1, walks.open(ANN, 0).told());
    assertEquals(new UntoldWalks.Open(3, 0), walks.open(BEA, 0), "she was told of none");
  }

  @Test
  void aGrantedOneCountsUntilEverybodyHasHeardOfIt() {
    walks.asked(NORTH, Set.of());
    walks.granted(NORTH, 300);
    assertEquals(1, walks.open(ANN, 299).untold());
    assertEquals(0, walks.open(ANN, 300).untold());
  }

  @Test
  void thoseBeforeTheGrantedOneNeverCome() {
    walks.asked(NORTH, Set.of());
    walks.asked(EAST, Set.of());
    walks.asked(SOUTH, Set.of(ANN));
    walks.granted(SOUTH, 300);
    assertEquals(0, walks.open(ANN, 0).untold());
  }

  @Test
  void oneGrantedBeforeIsStillOnItsWayToOthers() {
    walks.asked(NORTH, Set.of());
    walks.granted(NORTH, 300);
    walks.asked(SOUTH, Set.of(ANN));
    walks.granted(SOUTH, 400);
    assertEquals(1, walks.open(ANN, 200).untold());
    assertEquals(0, walks.open(ANN, 300).untold());
  }

  @Test
  void ofTheSameTwiceTheOlderIsGrantedFirst() {
    walks.asked(NORTH, Set.of());
    walks.asked(SOUTH, Set.of());
    walks.asked(NORTH, Set.of());
    walks.granted(NORTH, 300);
    assertEquals(2, walks.open(ANN, 300).untold(), "the other two are open");
  }

  @Test
  void aGrantNobodyAskedForChangesNothing() {
    walks.asked(NORTH, Set.of());
    walks.granted(SOUTH, 0);
    assertEquals(1, walks.open(ANN, 0).untold());
  }

  @Test
  void anEndlessClickerIsForgottenFromTheOldestOn() {
    walks.asked(NORTH, Set.of());
    for (int i = 0; i < UntoldWalks.MAX; i++) {
      walks.asked(SOUTH, Set.of(ANN));
    }
    assertEquals(0, walks.open(ANN, 0).untold());
  }
}
