package org.rop2p.codec.view;

/**
 * Whose unit an id is, by rAthena's ranges: a player's unit id is the account id, whatever the unit
 * looks like; a disguised player sees himself under his negated id.
 */
public final class UnitIds {
  private static final int FIRST_ACCOUNT = 2_000_000;
  private static final int LAST_ACCOUNT = 100_000_000;

  private UnitIds() {}

  /** Whether it is a player's account id. */
  public static boolean isPlayer(int unitId) {
    return unitId >= FIRST_ACCOUNT && unitId <= LAST_ACCOUNT;
  }

  /** Whether it is a player's, or that under which a player in disguise sees himself. */
  public static boolean isPlayerOrSelf(int unitId) {
    return isPlayer(unitId) || isPlayer(-unitId);
  }
}
