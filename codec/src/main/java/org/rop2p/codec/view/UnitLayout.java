package org.rop2p.codec.view;

/**
 * Field offsets of unit entries (ZC_NOTIFY_STANDENTRY, NEWENTRY, MOVEENTRY) of one era. A walking
 * entry has a move start tick that pushes what follows back by four bytes; offsets here are those
 * of a standing entry up to {@code tickGap} and given per form after it.
 *
 * @param tick offset of the move start tick in a walking entry
 * @param standPosition offset of the three-byte position in standing and spawn entries
 * @param movePosition offset of the six-byte move in a walking entry
 */
public record UnitLayout(
    int objectType,
    int unitId,
    int speed,
    int bodyState,
    int effectState,
    int tick,
    int standPosition,
    int standState,
    int movePosition,
    int standName,
    int spawnName,
    int moveName) {

  /** main since 20181121, RE since 20180704: 09FF of 108, 09FE of 107, 09FD of 114 bytes. */
  public static final UnitLayout SINCE_2018 =
      new UnitLayout(4, 5, 13, 15, 19, 37, 63, 68, 67, 84, 83, 90);
}
