package org.rop2p.proxy.world;

import java.util.Optional;
import org.rop2p.codec.view.Appearance;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.Posture;
import org.rop2p.codec.view.RawText;

/**
 * Another player whom this client has been shown. Immutable.
 *
 * @param name as the server displays it; empty while it has not told
 * @param motion with the speed that the last entry showed
 * @param stop where the server has stopped him on that way without a word to others, as his own
 *     proxy says; empty when it has said nothing since the server's last word of him
 * @param appearance of the last entry
 */
public record PlayerInView(
    int accountId,
    RawText name,
    Motion motion,
    Optional<Cell> stop,
    Condition condition,
    Appearance appearance) {

  /** Where he is as far as the server has told. */
  public Cell at(long now) {
    return motion.at(now);
  }

  /** The fewest cells to where he may be. */
  public int nearest(Cell here, long now) {
    int cells = here.distance(at(now));
    return stop.map(cell -> Math.min(cells, here.distance(cell))).orElse(cells);
  }

  /** The most cells to where he may be. */
  public int farthest(Cell here, long now) {
    int cells = here.distance(at(now));
    return stop.map(cell -> Math.max(cells, here.distance(cell))).orElse(cells);
  }

  public boolean sitting() {
    return condition.sitting();
  }

  /** Lies on the ground, hears and may chat, cannot walk. */
  public boolean dead() {
    return condition.dead();
  }

  public boolean unseen() {
    return condition.unseen();
  }

  public boolean ailing() {
    return condition.ailing();
  }

  /** Who walks stands. */
  PlayerInView walking(Motion moved) {
    return new PlayerInView(
        accountId, name, moved, Optional.empty(), condition.as(Posture.STANDING), appearance);
  }

  /** Put onto a cell, which makes nobody stand up. */
  PlayerInView placed(Cell at) {
    return new PlayerInView(
        accountId,
        name,
        Motion.standing(at, motion.speed()),
        Optional.empty(),
        condition,
        appearance);
  }

  PlayerInView stopping(Cell at) {
    return new PlayerInView(accountId, name, motion, Optional.of(at), condition, appearance);
  }

  PlayerInView withName(RawText renamed) {
    return new PlayerInView(accountId, renamed, motion, stop, condition, appearance);
  }

  PlayerInView withCondition(Condition changed) {
    return new PlayerInView(accountId, name, motion, stop, changed, appearance);
  }
}
