package org.rop2p.testbed.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.view.Cell;
import org.rop2p.testbed.client.ScreenEvent;
import org.rop2p.testbed.client.ScreenEvent.WalkForm;

/** Bob watches Ann, whom a cell takes 150 ms. */
class DisplayJumpsTest {
  private static final int BOB = 2_000_002;
  private static final int ANN = 2_000_001;
  private static final int SPEED = 150;

  private final List<ScreenEvent> screen = new ArrayList<>();

  @Test
  void aWalkThatBeginsWhereSheStandsIsNoJump() {
    appears(0, 10);
    entry(1_000, 10, 14);
    stop(9_000, 14);
    assertJumps(0, 0);
  }

  @Test
  void aWalkingEntryPutsHerOnItsStartCell() {
    appears(0, 10);
    entry(0, 10, 20);
    entry(300, 13, 10); // drawn at 12
    assertJumps(0, 1);
  }

  @Test
  void aBareMoveTakesHerAlong() {
    appears(0, 10);
    entry(0, 10, 20);
    move(300, 12, 10);
    assertJumps(0, 0);
  }

  @Test
  void aStopElsewhereIsAJump() {
    appears(0, 10);
    stop(0, 13);
    assertJumps(3 - Math.sqrt(2));
  }

  @Test
  void whoIsStoppedFallsBackByAStep() {
    appears(0, 10);
    entry(0, 10, 20);
    stop(290, 11); // drawn almost at 12
    assertJumps(0, 0);
  }

  @Test
  void whoComesIntoViewDoesNotJump() {
    appears(0, 10);
    screen.add(new ScreenEvent.UnitVanishes(nanos(10), ANN, 0));
    screen.add(walk(20, 30, 35, SPEED, WalkForm.ENTRY, true));
    screen.add(new ScreenEvent.MapLoading(nanos(30), "prontera"));
    appears(40, 50);
    assertJumps();
  }

  @Test
  void othersThanPlayersDoNotCount() {
    appears(0, 10);
    stop(0, 13);
    assertEquals(List.of(), DisplayJumps.of(BOB, screen, unit -> unit != ANN));
  }

  @Test
  void theSummaryIsNearestRank() {
    List<Jump> jumps =
        IntStream.rangeClosed(1, 200).mapToObj(i -> new Jump(BOB, ANN, i, i)).toList();
    assertEquals(new DisplayJumps.Summary(198, 200), DisplayJumps.summary(jumps));
    assertEquals(new DisplayJumps.Summary(0, 0), DisplayJumps.summary(List.of()));
  }

  private void assertJumps(double... cells) {
    List<Jump> jumps = DisplayJumps.of(BOB, screen, unit -> unit == ANN);
    assertEquals(cells.length, jumps.size(), jumps.toString());
    for (int i = 0; i < cells.length; i++) {
      assertEquals(cells[i], jumps.get(i).cells(), 1e-9, jumps.toString());
      assertEquals(BOB, jumps.get(i).observer());
    }
  }

  private void appears(long millis, int x) {
    screen.add(new ScreenEvent.UnitAppears(nanos(millis), ANN, 0, SPEED, cell(x), null));
  }

  private void entry(long millis, int from, int to) {
    screen.add(walk(millis, from, to, SPEED, WalkForm.ENTRY, false));
  }

  private void move(long millis, int from, int to) {
    screen.add(walk(millis, from, to, 0, WalkForm.MOVE, false));
  }

  private void stop(long millis, int x) {
    screen.add(new ScreenEvent.PositionFix(nanos(millis), ANN, cell(x)));
  }

  private static ScreenEvent.UnitWalk walk(
      long millis, int from, int to, int speed, WalkForm form, boolean appears) {
    return new ScreenEvent.UnitWalk(
        nanos(millis), ANN, cell(from), cell(to), 0, speed, form, appears);
  }

  private static Cell cell(int x) {
    return new Cell(x, 100);
  }

  private static long nanos(long millis) {
    return millis * 1_000_000;
  }
}
