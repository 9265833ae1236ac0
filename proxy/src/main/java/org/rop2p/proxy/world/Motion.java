package org.rop2p.proxy.world;

import org.rop2p.codec.view.Cell;

/**
 * Where a unit stands or walks. Immutable.
 *
 * <p>Between cells the way is estimated as rAthena walks open ground: diagonally while both
 * coordinates differ, a diagonal step taking 14/10 of a straight one. Obstacles are not known.
 *
 * @param to equal to {@code from} when standing
 * @param since local milliseconds at which the walk began
 * @param speed milliseconds per straight cell
 */
public record Motion(Cell from, Cell to, long since, int speed) {
  private static final int STRAIGHT = 10;
  private static final int DIAGONAL = 14;

  /** Standing on a cell. */
  public static Motion standing(Cell at, int speed) {
    return new Motion(at, at, 0, speed);
  }

  /** The cell at local time {@code now}. */
  public Cell at(long now) {
    int dx = to.x() - from.x();
    int dy = to.y() - from.y();
    if ((dx == 0 && dy == 0) || speed <= 0) {
      return to;
    }
    int diagonal = Math.min(Math.abs(dx), Math.abs(dy));
    int total = Math.max(Math.abs(dx), Math.abs(dy));
    long tenths = Math.max(0, now - since) * STRAIGHT;
    long diagonalCost = (long) speed * DIAGONAL;
    long straightCost = (long) speed * STRAIGHT;
    long steps = tenths / diagonalCost;
    if (steps >= diagonal) {
      steps = diagonal + (tenths - diagonal * diagonalCost) / straightCost;
    }
    int taken = (int) Math.min(steps, total);
    int diagonalTaken = Math.min(taken, diagonal);
    int straightTaken = taken - diagonalTaken;
    boolean alongX = Math.abs(dx) > Math.abs(dy);
    return new Cell(
        from.x() + Integer.signum(dx) * (diagonalTaken + (alongX ? straightTaken : 0)),
        from.y() + Integer.signum(dy) * (diagonalTaken + (alongX ? 0 : straightTaken)));
  }

  /** Whether the walk should have ended by {@code now}. */
  public boolean arrived(long now) {
    return at(now).equals(to);
  }
}
