package org.rop2p.testbed.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.view.Cell;

/** Ann is drawn as a graphical client draws her; a straight cell takes her 100 ms. */
class DisplayedUnitTest {
  private static final int SPEED = 100;
  private static final Cell HOME = new Cell(10, 10);

  @ParameterizedTest(name = "after {0} ms at {1},{2}")
  @CsvSource({
    "0, 10, 10",
    "50, 10.5, 10",
    "100, 11, 10",
    "250, 12.5, 10",
    "400, 14, 10",
    "9000, 14, 10"
  })
  void walksStraight(long millis, double x, double y) {
    DisplayedUnit ann = DisplayedUnit.walking(HOME, new Cell(14, 10), SPEED, 0);
    assertAt(x, y, ann, millis);
  }

  @ParameterizedTest(name = "after {0} ms at {1},{2}")
  @CsvSource({"70, 10.5, 10.5", "140, 11, 11", "280, 12, 12", "330, 12.5, 12", "380, 13, 12"})
  void walksDiagonallyFirst(long millis, double x, double y) {
    DisplayedUnit ann = DisplayedUnit.walking(HOME, new Cell(13, 12), SPEED, 0);
    assertAt(x, y, ann, millis);
  }

  @Test
  void aBareMoveSlidesFromWhereSheIsDrawn() {
    DisplayedUnit ann = DisplayedUnit.walking(HOME, new Cell(14, 10), SPEED, 0);
    DisplayedUnit back = ann.slide(new Cell(11, 10), HOME, nanos(140));
    assertAt(11.4, 10, back, 140);
    assertAt(10.7, 10, back, 190);
    assertAt(10, 10, back, 240);
  }

  @Test
  void aSlideOverManyCellsIsHasty() {
    DisplayedUnit ann = DisplayedUnit.standing(HOME, SPEED, 0);
    assertEquals(0, ann.slide(HOME, new Cell(14, 10), 0).haste(), 1e-9);
    // Four cells instead of one in 100 ms, 16.7 ms a picture.
    assertEquals(0.5, ann.slide(new Cell(13, 10), new Cell(14, 10), 0).haste(), 1e-9);
  }

  @Test
  void aScreenLogPlayedAgainTellsWhereSheIsDrawn() {
    List<ScreenEvent> log =
        List.of(
            new ScreenEvent.UnitAppears(0, 7, 0, SPEED, HOME, null),
            new ScreenEvent.UnitWalk(
                0, 7, HOME, new Cell(14, 10), 0, 0, ScreenEvent.WalkForm.MOVE, false));
    DrawnUnits drawn = DrawnUnits.after(log);
    assertEquals(new Point(12, 10), drawn.at(7, nanos(200)).orElseThrow());
    drawn.show(new ScreenEvent.UnitVanishes(nanos(200), 7, 0));
    assertEquals(true, drawn.at(7, nanos(201)).isEmpty());
  }

  private static void assertAt(double x, double y, DisplayedUnit unit, long millis) {
    assertEquals(x, unit.at(nanos(millis)).x(), 1e-9);
    assertEquals(y, unit.at(nanos(millis)).y(), 1e-9);
  }

  private static long nanos(long millis) {
    return millis * 1_000_000;
  }
}
