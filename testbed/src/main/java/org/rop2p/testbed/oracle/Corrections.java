package org.rop2p.testbed.oracle;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.rop2p.codec.view.Cell;

/**
 * Walks on a screen that nobody asked for: a unit drawn elsewhere goes to where the server has it,
 * or will stop it, as a bare move shows that without a jump.
 */
final class Corrections {
  /** A screen is so much ahead of the server, or behind. */
  private static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

  /** Less than a step takes. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** Where the server will stop somebody is known to a step. */
  private static final int GUESS_CELLS = 1;

  private Corrections() {}

  /** The displays of one author on one screen that show what he has asked for, if anything. */
  static List<Display> removed(List<Display> displays, List<Act> acts, Evidence evidence) {
    return displays.stream().filter(display -> !corrects(display, acts, evidence)).toList();
  }

  private static boolean corrects(Display display, List<Act> acts, Evidence evidence) {
    return display.content() instanceof Content.Walk walk
        && acts.stream().noneMatch(act -> asks(act, display, evidence.timing()))
        && passes(evidence.presenceOf(display.author()), walk.to(), display.nanos());
  }

  private static boolean asks(Act act, Display display, Timing timing) {
    return act.content().equals(display.content()) && timing.inWindow(act, display.nanos());
  }

  private static boolean passes(Presence author, Cell cell, long nanos) {
    for (long at = nanos - APART_NANOS; at <= nanos + APART_NANOS; at += LOOK_NANOS) {
      Optional<Presence.Place> place = author.at(at);
      if (place.isPresent() && place.get().cell().distance(cell) <= GUESS_CELLS) {
        return true;
      }
    }
    return false;
  }
}
