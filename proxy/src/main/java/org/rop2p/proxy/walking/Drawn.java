package org.rop2p.proxy.walking;

import org.rop2p.codec.view.Cell;

/**
 * How a client draws a unit. Measured with a graphical client: a walking entry (09FD) puts the unit
 * on its start cell, a bare move (0086) slides from wherever it is drawn to the second cell of the
 * way in the time of one step, a stop (0088) puts it on a cell. Obstacles are not known. Immutable.
 *
 * @param start where it was drawn at {@code since}
 * @param from first cell of its way, which it need not be on
 * @param to where it stands, or is bound for
 * @param since local milliseconds
 * @param speed milliseconds per straight cell, above 0
 */
record Drawn(Spot start, Cell from, Cell to, long since, int speed) {
  static Drawn standing(Cell at, int speed, long now) {
    return new Drawn(Spot.of(at), at, at, now, speed);
  }

  /** Put on a cell, and walking from there. */
  static Drawn walking(Cell from, Cell to, int speed, long now) {
    return new Drawn(Spot.of(from), from, to, now, speed);
  }

  /** Told by a bare move. */
  Drawn slide(Cell newFrom, Cell newTo, long now) {
    return new Drawn(at(now), newFrom, newTo, now, speed);
  }

  Spot at(long now) {
    double left = Math.max(0, now - since);
    Spot here = start;
    Cell cell = from;
    while (!cell.equals(to)) {
      cell = Ways.next(cell, to);
      Spot next = Spot.of(cell);
      double millis = stepMillis(here, next);
      if (left < millis) {
        return here.towards(next, left / millis);
      }
      left -= millis;
      here = next;
    }
    return here;
  }

  /** When it is there, local milliseconds. */
  long arrives() {
    double millis = 0;
    Spot here = start;
    Cell cell = from;
    while (!cell.equals(to)) {
      cell = Ways.next(cell, to);
      Spot next = Spot.of(cell);
      millis += stepMillis(here, next);
      here = next;
    }
    return since + (long) Math.ceil(millis);
  }

  private double stepMillis(Spot from, Spot next) {
    return Ways.stepMillis(from.x() != next.x() && from.y() != next.y(), speed);
  }

  /**
   * The cell from which a bare move to {@code newTo} deviates least from where the unit is drawn;
   * never {@code newTo} itself, as clients ignore walks of no length. {@code newTo} must not be
   * {@link #to}.
   */
  Cell startOf(Cell newTo, long now) {
    Cell nearest = at(now).cell();
    return nearest.equals(newTo) ? Ways.next(newTo, to) : nearest;
  }
}
