package org.rop2p.proxy.walking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.view.Cell;

/** Of which walks watchers may yet hear from the server. */
class OpenWalksTest {
  private static final int MAX = 5;
  private static final Cell NORTH = new Cell(100, 110);
  private static final Cell SOUTH = new Cell(100, 90);
  private static final Cell EAST = new Cell(110, 100);

  private final OpenWalks walks = new OpenWalks(MAX);

  private List<Cell> cells(long now) {
    OpenRequests open = walks.at(now);
    return Stream.concat(open.granted().stream().map(Granted::to), open.asked().stream()).toList();
  }

  @Test
  void allThatTheServerHasNotAnswered() {
    walks.asked(NORTH);
    walks.asked(SOUTH);
    walks.asked(EAST);
    assertEquals(List.of(NORTH, SOUTH, EAST), cells(0));
  }

  @Test
  void aGrantedOneIsOpenUntilEverybodyHasHeardOfIt() {
    walks.asked(NORTH);
    walks.granted(new Granted(NORTH, 300), 300);
    assertEquals(List.of(NORTH), cells(299));
    assertEquals(List.of(), cells(300));
  }

  @Test
  void theLatestGrantIsToldForGood() {
    assertEquals(OpenRequests.NONE, walks.at(0));
    Granted north = new Granted(NORTH, 7);
    walks.asked(NORTH);
    walks.granted(north, 300);
    walks.asked(EAST);
    walks.asked(NORTH);
    assertEquals(
        new OpenRequests(Optional.of(north), List.of(north), List.of(EAST, NORTH)), walks.at(299));
    assertEquals(
        new OpenRequests(Optional.of(north), List.of(), List.of(EAST, NORTH)), walks.at(300));
    walks.clear();
    assertEquals(OpenRequests.NONE, walks.at(300));
  }

  @Test
  void thoseBeforeTheGrantedOneNeverCome() {
    walks.asked(NORTH);
    walks.asked(EAST);
    walks.asked(SOUTH);
    walks.granted(new Granted(SOUTH, 300), 300);
    assertEquals(List.of(SOUTH), cells(0));
  }

  @Test
  void oneGrantedBeforeIsStillOnItsWayToOthers() {
    walks.asked(NORTH);
    walks.granted(new Granted(NORTH, 300), 300);
    walks.asked(SOUTH);
    walks.granted(new Granted(SOUTH, 400), 400);
    assertEquals(List.of(NORTH, SOUTH), cells(200));
    assertEquals(List.of(SOUTH), cells(300));
  }

  @Test
  void ofTheSameTwiceTheOlderIsGrantedFirst() {
    walks.asked(NORTH);
    walks.asked(SOUTH);
    walks.asked(NORTH);
    walks.granted(new Granted(NORTH, 300), 300);
    assertEquals(List.of(SOUTH, NORTH), cells(300));
  }

  @Test
  void aGrantNobodyAskedForIsToldToOthersToo() {
    walks.asked(NORTH);
    walks.granted(new Granted(SOUTH, 300), 300);
    assertEquals(List.of(SOUTH, NORTH), cells(299));
    assertEquals(List.of(NORTH), cells(300));
  }

  @Test
  void anEndlessClickerIsForgottenFromTheOldestOn() {
    walks.asked(NORTH);
    for (int i = 0; i < MAX; i++) {
      walks.asked(SOUTH);
    }
    assertEquals(Collections.nCopies(MAX, SOUTH), cells(0));
  }
}
