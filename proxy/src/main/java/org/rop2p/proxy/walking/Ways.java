package org.rop2p.proxy.walking;

import org.rop2p.codec.view.Cell;

/** Ways over open ground as rAthena walks them: diagonal first, then straight. Pure. */
final class Ways {
  private static final int STRAIGHT = 10;
  private static final int DIAGONAL = 14;

  private Ways() {}

  /** The cell after {@code at} on the way to {@code to}; the same when already there. */
  static Cell next(Cell at, Cell to) {
    return new Cell(
        at.x() + Integer.signum(to.x() - at.x()), at.y() + Integer.signum(to.y() - at.y()));
  }

  /** Whether the way passes a cell or ends there; its first cell does not count. */
  static boolean crosses(Cell from, Cell to, Cell cell) {
    Cell at = from;
    while (!at.equals(to)) {
      at = next(at, to);
      if (at.equals(cell)) {
        return true;
      }
    }
    return false;
  }

  /** Milliseconds for the step between two cells or spots, by whether both coordinates change. */
  static double stepMillis(boolean diagonal, int speed) {
    return diagonal ? (double) speed * DIAGONAL / STRAIGHT : speed;
  }

  static double stepMillis(Cell from, Cell to, int speed) {
    return stepMillis(from.x() != to.x() && from.y() != to.y(), speed);
  }
}
