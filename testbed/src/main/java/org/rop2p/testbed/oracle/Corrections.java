package org.rop2p.testbed.oracle;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Walks on a screen that nobody asked for: a unit drawn elsewhere goes to where the server has it,
 * or will stop it, as a bare move shows that without a jump.
 */
final class Corrections {
  /** A screen is so much ahead of the server, or behind. */
  private static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

  /** Who was asked to go just there must be there already. */
  private static final long THERE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

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
    if (!(display.content() instanceof Content.Walk walk)) {
      return false;
    }
    long around = asked ? THERE_NANOS : APART_NANOS;
    for (long at = display.nanos() - around; at <= display.nanos() + around; at += LOOK_NANOS) {
      Optional<Presence.Place> place = author.at(at);
      if (place.isPresent() && place.get().cell().distance(walk.to()) <= GUESS_CELLS) {
        return true;
      }
    }
    return false;
  }
}
