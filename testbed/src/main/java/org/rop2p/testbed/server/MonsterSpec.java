package org.rop2p.testbed.server;

import org.rop2p.codec.view.RawText;

/**
 * A monster, or another unit that is no player: ids from 110,000,000 on, like those of NPCs.
 *
 * @param job its view; that of a player (below 45 …) makes rAthena show it as object type 0
 * @param playerLooks object type 0 instead of 5, as rAthena has it for views of players
 * @param roam cells, both ways, within which it wanders about; 0 stands still
 */
public record MonsterSpec(Place at, int job, RawText name, boolean playerLooks, int roam) {
  public MonsterSpec {
    if (roam < 0 || roam > Ranges.WALK) {
      throw new IllegalArgumentException("a monster roams 0 to " + Ranges.WALK + " cells");
    }
  }

  /** A Poring that wanders about within {@code roam} cells. */
  public static MonsterSpec poring(Place at, int roam) {
    return new MonsterSpec(at, 1002, RawText.ascii("Poring"), false, roam);
  }
}
