package org.rop2p.testbed.oracle;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.rop2p.codec.view.Cell;

/**
 * Walks on a screen that nobody asked for: a unit drawn elsewhere goes to where the server has it,
 * or will stop it, as a bare move shows that without a jump.
 */
final class Corrections {
  /** A screen is so much ahead of the server, or behind. */
  private static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

  /** Who was asked to go just there must be there now, and stay. */
  private static final long[] THERE_NANOS = {
    TimeUnit.MILLISECONDS.toNanos(100), TimeUnit.MILLISECONDS.toNanos(400)
  };

  /** Less than a step takes. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** Where a server that looks a little late will stop somebody is known to two steps. */
  private static final int GUESS_CELLS = 2;

  private Corrections() {}

  /**
   * Whether a walk that belongs to no act may be one.
   *
   * @param author where the server had the unit
   * @param asked whether there was an act like it
   */
  static boolean possible(Display display, Presence author, boolean asked) {
    if (!display.bare() || !(display.content() instanceof Content.Walk walk)) {
      return false;
    }
    if (asked) {
      return Arrays.stream(THERE_NANOS)
          .allMatch(later -> isNear(author, walk.to(), display.nanos() + later));
    }
    for (long at = display.nanos() - APART_NANOS;
        at <= display.nanos() + APART_NANOS;
        at += LOOK_NANOS) {
      if (isNear(author, walk.to(), at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNear(Presence author, Cell cell, long nanos) {
    return author.at(nanos).map(place -> place.cell().distance(cell) <= GUESS_CELLS).orElse(false);
  }
}
