package org.rop2p.testbed.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.rop2p.codec.view.Cell;

/**
 * Where a graphical client draws a unit, as one was measured to do it: an entry puts the unit on
 * the cell it names, a walking entry on the start cell of the walk; a bare move slides from
 * wherever the unit is drawn to the second cell of the way, in the time of one step, and goes on
 * from there; a stop puts it on a cell. Ticks are not looked at, ground is open. Immutable.
 *
 * @param start where it was drawn at {@code since}
 * @param legs the cells it passes from there on, empty when standing
 * @param since {@link System#nanoTime()}
 * @param speed milliseconds per straight cell
 */
public record DisplayedUnit(Point start, List<Cell> legs, long since, int speed) {
  private static final double DIAGONAL = 1.4;

  /** The steps of a picture that is drawn 60 times a second. */
  private static final double FRAME_MILLIS = 1_000.0 / 60;

  public DisplayedUnit {
    legs = List.copyOf(legs);
  }

  /** Put on a cell. */
  public static DisplayedUnit standing(Cell at, int speed, long nanos) {
    return new DisplayedUnit(Point.of(at), List.of(), nanos, speed);
  }

  /** Put on a cell, from which it walks. */
  public static DisplayedUnit walking(Cell from, Cell to, int speed, long nanos) {
    return new DisplayedUnit(Point.of(from), way(from, to), nanos, speed);
  }

  /** Told by a bare move to walk: stays where it is drawn and joins that way. */
  public DisplayedUnit slide(Cell from, Cell to, long nanos) {
    return new DisplayedUnit(at(nanos), way(from, to), nanos, speed);
  }

  /** Where it is drawn at a time not before {@link #since}. */
  public Point at(long nanos) {
    double left = (nanos - since) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    Point here = start;
    for (Cell cell : legs) {
      Point next = Point.of(cell);
      double millis = legMillis(here, next);
      if (left < millis) {
        return here.towards(next, left / millis);
      }
      left -= millis;
      here = next;
    }
    return here;
  }

  /** The last cell of its way, or the one it was put on. */
  public Point bound() {
    return legs.isEmpty() ? start : Point.of(legs.get(legs.size() - 1));
  }

  /**
   * By how many cells the fastest step between two pictures is longer than the unit's speed allows;
   * never below 0. Only a slide can be too fast.
   */
  double haste() {
    if (legs.isEmpty()) {
      return 0;
    }
    Point next = Point.of(legs.get(0));
    double perMilli = start.distance(next) / legMillis(start, next);
    return Math.max(0, (perMilli - 1.0 / speed) * FRAME_MILLIS);
  }

  private double legMillis(Point from, Point to) {
    boolean diagonal = from.x() != to.x() && from.y() != to.y();
    return diagonal ? speed * DIAGONAL : speed;
  }

  /** The cells behind {@code from}: diagonal first, then straight. */
  private static List<Cell> way(Cell from, Cell to) {
    List<Cell> cells = new ArrayList<>();
    Cell at = from;
    while (!at.equals(to)) {
      at =
          new Cell(
              at.x() + Integer.signum(to.x() - at.x()), at.y() + Integer.signum(to.y() - at.y()));
      cells.add(at);
    }
    return cells;
  }
}
