package org.rop2p.testbed.demo;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.rop2p.codec.view.Cell;
import org.rop2p.testbed.client.ScreenEvent;

/** Where a player sees itself: good enough to click near. Thread-safe. */
final class OwnPlace {
  private static final long STRAIGHT_NANOS = TimeUnit.MILLISECONDS.toNanos(150);
  private static final long DIAGONAL_NANOS = TimeUnit.MILLISECONDS.toNanos(210);

  private final int account;
  private Cell from;
  private Cell to;
  private long since;

  OwnPlace(int account) {
    this.account = account;
  }

  /** Takes everything that the player's screen shows. */
  synchronized void shows(ScreenEvent event) {
    if (event instanceof ScreenEvent.OwnWalk walk) {
      set(walk.from(), walk.to(), walk.nanos());
    } else if (event instanceof ScreenEvent.MapShown map) {
      set(map.at(), map.at(), map.nanos());
    } else if (event instanceof ScreenEvent.PositionFix fix && fix.unitId() == account) {
      set(fix.at(), fix.at(), fix.nanos());
    } else if (event instanceof ScreenEvent.MapLoading) {
      from = null;
    }
  }

  private void set(Cell start, Cell end, long nanos) {
    from = start;
    to = end;
    since = nanos;
  }

  /** The cell at a time; empty while no map is drawn. */
  synchronized Optional<Cell> at(long nanos) {
    if (from == null) {
      return Optional.empty();
    }
    int dx = to.x() - from.x();
    int dy = to.y() - from.y();
    int diagonal = Math.min(Math.abs(dx), Math.abs(dy));
    int all = Math.max(Math.abs(dx), Math.abs(dy));
    long walking = Math.max(0, nanos - since);
    // The server's way begins diagonally.
    long diagonals = Math.min(diagonal, walking / DIAGONAL_NANOS);
    long straights = Math.max(0, (walking - diagonal * DIAGONAL_NANOS) / STRAIGHT_NANOS);
    long steps = Math.min(all, diagonals + straights);
    return Optional.of(new Cell(from.x() + along(dx, steps), from.y() + along(dy, steps)));
  }

  private static int along(int way, long steps) {
    return (int) (Integer.signum(way) * Math.min(Math.abs(way), steps));
  }
}
