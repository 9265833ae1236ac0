package org.rop2p.testbed.server;

import org.rop2p.codec.view.RawText;

/**
 * A monster, or another unit that is no player: ids from 110,000,000 on, like those of NPCs.
 *
 * @param job its view
 * @param objectType as in unit entries: {@link #MONSTER}, {@link #PET} …; {@link #PLAYER} where the
 *     view is that of a player, as rAthena has it
 * @param roam cells, both ways, within which it wanders about; 0 stands still
 */
public record MonsterSpec(Place at, int job, RawText name, int objectType, int roam) {
  public static final int PLAYER = 0;
  public static final int MONSTER = 5;
  public static final int PET = 7;

  public MonsterSpec {
    if (roam < 0 || roam > Ranges.WALK) {
      throw new IllegalArgumentException("a monster roams 0 to " + Ranges.WALK + " cells");
    }
  }

  /** A Poring that wanders about within {@code roam} cells. */
  public static MonsterSpec poring(Place at, int roam) {
    return new MonsterSpec(at, 1002, RawText.ascii("Poring"), MONSTER, roam);
  }
}
