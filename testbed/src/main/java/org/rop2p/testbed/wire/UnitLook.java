package org.rop2p.testbed.wire;

/**
 * What a unit entry shows beside identity and place. For servers and screens of our own making;
 * what is not named here is written as zero.
 *
 * @param charId 0 for anything but players
 * @param manner negative when muted
 * @param sex 0 female, 1 male
 * @param direction 0 N, counter-clockwise to 7 NE
 * @param size 5 for players, 0 for others
 */
public record UnitLook(
    int charId,
    int job,
    int hair,
    int headDirection,
    int manner,
    int sex,
    int direction,
    int size,
    int level) {

  /** A player without anything special. */
  public static UnitLook player(int charId) {
    return new UnitLook(charId, 0, 1, 0, 0, 0, 0, 5, 1);
  }
}
