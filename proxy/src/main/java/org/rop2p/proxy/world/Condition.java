package org.rop2p.proxy.world;

import org.rop2p.codec.view.Posture;
import org.rop2p.codec.view.UnitEntry;

/**
 * What a player is able to do, and whether others see it. Immutable.
 *
 * @param bodyState 0 none, otherwise stone, frozen, stunned, asleep …
 * @param effectState option bits
 */
public record Condition(int bodyState, int effectState, Posture posture) {
  /** In good health, standing, seen by everybody. */
  public static final Condition NORMAL = new Condition(0, 0, Posture.STANDING);

  /** Option bits under which others do not see a player: hide, cloak, invisible, chasewalk. */
  private static final int UNSEEN = 0x2 | 0x4 | 0x40 | 0x4000;

  static Condition of(UnitEntry entry) {
    return new Condition(entry.bodyState(), entry.effectState(), entry.posture());
  }

  public boolean unseen() {
    return (effectState & UNSEEN) != 0;
  }

  public boolean ailing() {
    return bodyState != 0;
  }

  public boolean sitting() {
    return posture == Posture.SITTING;
  }

  /** Lies on the ground, dead or pretending to be. */
  public boolean dead() {
    return posture == Posture.DEAD;
  }

  /** With another posture. */
  public Condition as(Posture other) {
    return new Condition(bodyState, effectState, other);
  }

  /** With other ailments and options. */
  public Condition with(int body, int effect) {
    return new Condition(body, effect, posture);
  }
}
