package org.rop2p.proxy.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.view.Cell;

/** A walk of 150 ms a cell that begins on 100,100 at 1,000 ms; a diagonal step takes 210 ms. */
class MotionTest {
  @ParameterizedTest(name = "to {0},{1} after {2} ms: {3},{4}")
  @CsvSource({
    "105, 100,     0, 100, 100",
    "105, 100,   149, 100, 100",
    "105, 100,   150, 101, 100",
    "105, 100,   749, 104, 100",
    "105, 100,   750, 105, 100",
    "105, 100, 99999, 105, 100",
    "95,  100,   300,  98, 100",
    "100, 103,   300, 100, 102",
    "103, 103,   209, 100, 100",
    "103, 103,   210, 101, 101",
    "103, 103,   629, 102, 102",
    "103, 103,   630, 103, 103",
    "97,   97,   420,  98,  98",
    // two diagonal steps, then three straight ones
    "105, 102,   420, 102, 102",
    "105, 102,   569, 102, 102",
    "105, 102,   570, 103, 102",
    "105, 102,   870, 105, 102",
    "98,   95,   420,  98,  98",
    "98,   95,   870,  98,  95",
    "105, 100,   -50, 100, 100"
  })
  void where(int toX, int toY, long after, int x, int y) {
    Motion walk = new Motion(new Cell(100, 100), new Cell(toX, toY), 1_000, 150);
    assertEquals(new Cell(x, y), walk.at(1_000 + after));
  }

  @Test
  void arrival() {
    Motion walk = new Motion(new Cell(100, 100), new Cell(105, 102), 1_000, 150);
    assertFalse(walk.arrived(1_869));
    assertTrue(walk.arrived(1_870));
  }

  @Test
  void whoStandsIsThere() {
    Motion standing = Motion.standing(new Cell(7, 8), 150);
    assertEquals(new Cell(7, 8), standing.at(0));
    assertTrue(standing.arrived(0));
  }

  @Test
  void aUnitWithoutSpeedIsTakenToBeThere() {
    assertEquals(new Cell(9, 9), new Motion(new Cell(1, 1), new Cell(9, 9), 0, 0).at(1));
  }
}
