package org.rop2p.proxy.walking;

import java.util.Optional;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.world.Motion;

/** What must be true of a walk that a peer tells before it is shown. Pure. */
public final class WalkCheck {
  /** rAthena's area of view, in cells. */
  static final int VIEW_RANGE = 14;

  /** rAthena's longest path, in cells. */
  static final int LONGEST_WALK = 17;

  /**
   * What is known of an author.
   *
   * @param told where the server has him, or has bound him for
   * @param speed milliseconds per cell, by the server's word
   */
  public record Author(
      Motion told, int speed, boolean ailing, boolean unseen, boolean sitting, boolean dead) {}

  private WalkCheck() {}

  /**
   * The reason to refuse it, in one word for a counter, or empty.
   *
   * @param here where the own character is
   * @param fightingMap players may fight each other here
   * @param unheardMillis for how long the author may have walked without the server's word: its
   *     answer time, and what a proxy may hold back
   */
  public static Optional<String> refuse(
      Author author, Cell to, Cell here, boolean fightingMap, long unheardMillis, long now) {
    if (fightingMap) {
      return Optional.of("fighting_map");
    }
    if (author.sitting() || author.dead() || author.ailing() || author.unseen()) {
      return Optional.of("cannot_walk");
    }
    Cell at = author.told().at(now);
    if (author.speed() <= 0
        || at.distance(to) > LONGEST_WALK + (unheardMillis + author.speed() - 1) / author.speed()) {
      return Optional.of("too_far");
    }
    return here.distance(at) > VIEW_RANGE ? Optional.of("out_of_range") : Optional.empty();
  }
}
