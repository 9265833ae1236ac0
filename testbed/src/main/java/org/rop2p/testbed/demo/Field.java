package org.rop2p.testbed.demo;

import java.util.Random;
import org.rop2p.codec.view.Cell;

/**
 * The square that players roam. Immutable.
 *
 * @param centre its middle
 * @param side cells
 * @param occupied a cell of it that nobody walks to
 */
record Field(Cell centre, int side, Cell occupied) {
  /** Farther away nobody clicks: it is as far as people see. */
  static final int CLICK_CELLS = 14;

  /** A cell of the square within clicking distance, not {@code occupied}. */
  Cell click(Cell here, Random random) {
    while (true) {
      Cell to =
          new Cell(
              coordinate(here.x(), centre.x(), random), coordinate(here.y(), centre.y(), random));
      if (!to.equals(occupied)) {
        return to;
      }
    }
  }

  private int coordinate(int here, int middle, Random random) {
    int lowest = middle - side / 2;
    int highest = lowest + side;
    int from = Math.max(lowest, Math.min(here, highest) - CLICK_CELLS);
    int to = Math.min(highest, Math.max(here, lowest) + CLICK_CELLS);
    return from + random.nextInt(to - from + 1);
  }

  /** On the way from {@code here} to {@code goal} as far as a click goes. */
  static Cell towards(Cell here, Cell goal) {
    return new Cell(step(here.x(), goal.x()), step(here.y(), goal.y()));
  }

  private static int step(int here, int goal) {
    return here + Math.max(-CLICK_CELLS, Math.min(CLICK_CELLS, goal - here));
  }
}
