package org.rop2p.proxy.walking;

import org.rop2p.codec.view.Cell;

/** A place as drawn, in cells; whole numbers are the middles of cells. Immutable. */
record Spot(double x, double y) {
  static Spot of(Cell cell) {
    return new Spot(cell.x(), cell.y());
  }

  /** The cell nearest to it. */
  Cell cell() {
    return new Cell((int) Math.round(x), (int) Math.round(y));
  }

  /** As the eye measures it. */
  double distance(Cell other) {
    return Math.hypot(x - other.x(), y - other.y());
  }

  /** On the straight line to another spot, 0 here and 1 there. */
  Spot towards(Spot other, double part) {
    return new Spot(x + (other.x - x) * part, y + (other.y - y) * part);
  }
}
