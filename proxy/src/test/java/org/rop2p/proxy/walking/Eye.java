package org.rop2p.proxy.walking;

import org.rop2p.codec.view.Cell;

/**
 * A graphical client's way of drawing one unit, a millisecond at a time: written anew for the
 * tests, so that a mistake of {@link Drawn} is not repeated.
 */
final class Eye {
  private static final double DIAGONAL = 1.4;

  private final int speed;
  private double x;
  private double y;
  private double legX;
  private double legY;
  private double legLeft;
  private Cell leg;
  private Cell bound;
  private long now;
  private double worstJump;

  Eye(Cell at, int speed) {
    this.speed = speed;
    place(at);
    worstJump = 0;
  }

  /** 09FD. */
  void entry(Cell from, Cell to, long at) {
    until(at);
    place(from);
    head(from, to);
  }

  /** 0086. */
  void move(Cell from, Cell to, long at) {
    until(at);
    if (from.equals(to)) {
      throw new AssertionError("a walk of no length to " + to);
    }
    head(from, to);
  }

  /** 0088. */
  void stop(Cell cell, long at) {
    until(at);
    place(cell);
  }

  Cell bound() {
    return bound;
  }

  double worstJump() {
    return worstJump;
  }

  double distance(Cell cell, long at) {
    until(at);
    return Math.hypot(x - cell.x(), y - cell.y());
  }

  private void place(Cell cell) {
    worstJump = Math.max(worstJump, Math.hypot(x - cell.x(), y - cell.y()));
    x = cell.x();
    y = cell.y();
    leg = cell;
    bound = cell;
    legLeft = 0;
  }

  private void head(Cell from, Cell to) {
    leg = from;
    bound = to;
    legLeft = 0;
    step();
  }

  private void step() {
    if (leg.equals(bound)) {
      return;
    }
    leg =
        new Cell(
            leg.x() + Integer.signum(bound.x() - leg.x()),
            leg.y() + Integer.signum(bound.y() - leg.y()));
    legX = leg.x() - x;
    legY = leg.y() - y;
    legLeft = legX != 0 && legY != 0 ? speed * DIAGONAL : speed;
    legX /= legLeft;
    legY /= legLeft;
  }

  private void until(long at) {
    for (; now < at; now++) {
      if (legLeft > 1) {
        x += legX;
        y += legY;
        legLeft--;
      } else if (legLeft > 0) {
        double over = 1 - legLeft;
        x = leg.x();
        y = leg.y();
        legLeft = 0;
        step();
        x += legX * Math.min(over, legLeft);
        y += legY * Math.min(over, legLeft);
        legLeft -= Math.min(over, legLeft);
      }
    }
  }
}
