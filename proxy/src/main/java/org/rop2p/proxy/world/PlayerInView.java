package org.rop2p.proxy.world;

import org.rop2p.codec.view.Appearance;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.Posture;
import org.rop2p.codec.view.RawText;

/**
 * Another player whom this client has been shown. Immutable.
 *
 * @param name as the server displays it; empty while it has not told
 * @param motion with the speed that the last entry showed
 * @param appearance of the last entry
 */
public record PlayerInView(
    int accountId, RawText name, Motion motion, Condition condition, Appearance appearance) {

  public Cell at(long now) {
    return motion.at(now);
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
    return new PlayerInView(accountId, name, moved, condition.as(Posture.STANDING), appearance);
  }

  /** Put onto a cell, which makes nobody stand up. */
  PlayerInView placed(Cell at) {
    return new PlayerInView(
        accountId, name, Motion.standing(at, motion.speed()), condition, appearance);
  }

  PlayerInView withName(RawText renamed) {
    return new PlayerInView(accountId, renamed, motion, condition, appearance);
  }

  PlayerInView withCondition(Condition changed) {
    return new PlayerInView(accountId, name, motion, changed, appearance);
  }
}
