package org.rop2p.testbed.client;

import org.rop2p.codec.view.Cell;

/** A spot on the map as drawn, in cells; whole numbers are the middles of cells. */
public record Point(double x, double y) {
  static Point of(Cell cell) {
    return new Point(cell.x(), cell.y());
  }

  /** As the eye measures it, in cells. */
  public double distance(Point other) {
    return Math.hypot(x - other.x, y - other.y);
  }

  /** On the way to another spot, 0 here and 1 there. */
  Point towards(Point other, double part) {
    return new Point(x + (other.x - x) * part, y + (other.y - y) * part);
  }
}
