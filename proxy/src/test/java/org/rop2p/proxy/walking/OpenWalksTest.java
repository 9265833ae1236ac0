package org.rop2p.proxy.walking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.view.Cell;

/** Of which walks watchers may yet hear from the server. */
class OpenWalksTest {
  private static final int MAX = 5;
  private static final Cell NORTH = new Cell(100, 110);
  private static final Cell SOUTH = new Cell(100, 90);
  private static final Cell EAST = new Cell(110, 100);

  private final OpenWalks walks = new OpenWalks(MAX);

  @Test
  void allThatTheServerHasNotAnswered() {
    walks.asked(NORTH);
    walks.asked(SOUTH);
    walks.asked(EAST);
    assertEquals(List.of(NORTH, SOUTH, EAST), walks.cells(0));
  }

  @Test
  void aGrantedOneIsOpenUntilEverybodyHasHeardOfIt() {
    walks.asked(NORTH);
    walks.granted(NORTH, 300);
    assertEquals(List.of(NORTH), walks.cells(299));
    assertEquals(List.of(), walks.cells(300));
  }

  @Test
  void thoseBeforeTheGrantedOneNeverCome() {
    walks.asked(NORTH);
    walks.asked(EAST);
    walks.asked(SOUTH);
    walks.granted(SOUTH, 300);
    assertEquals(List.of(SOUTH), walks.cells(0));
  }

  @Test
  void oneGrantedBeforeIsStillOnItsWayToOthers() {
    walks.asked(NORTH);
    walks.granted(NORTH, 300);
    walks.asked(SOUTH);
    walks.granted(SOUTH, 400);
    assertEquals(List.of(NORTH, SOUTH), walks.cells(200));
    assertEquals(List.of(SOUTH), walks.cells(300));
  }

  @Test
  void ofTheSameTwiceTheOlderIsGrantedFirst() {
    walks.asked(NORTH);
    walks.asked(SOUTH);
    walks.asked(NORTH);
    walks.granted(NORTH, 300);
    assertEquals(List.of(SOUTH, NORTH), walks.cells(300));
  }

  @Test
  void aGrantNobodyAskedForIsToldToOthersToo() {
    walks.asked(NORTH);
    walks.granted(SOUTH, 300);
    assertEquals(List.of(SOUTH, NORTH), walks.cells(299));
    assertEquals(List.of(NORTH), walks.cells(300));
  }

  @Test
  void anEndlessClickerIsForgottenFromTheOldestOn() {
    walks.asked(NORTH);
    for (int i = 0; i < MAX; i++) {
      walks.asked(SOUTH);
    }
    assertEquals(Collections.nCopies(MAX, SOUTH), walks.cells(0));
  }
}
