package org.rop2p.proxy.walking;

import org.rop2p.codec.view.Cell;

/**
 * A walk that the server has granted.
 *
 * @param tick the server's when it did: it tells the walker (ZC_NOTIFY_PLAYERMOVE) and everybody in
 *     view (ZC_NOTIFY_MOVE, ZC_NOTIFY_MOVEENTRY) in one go, with one tick. Of 51 walks recorded on
 *     a real rAthena it was the same in 50, and a millisecond off in one
 */
public record Granted(Cell to, int tick) {
  /** One walker's grants are further apart than that: a step takes longer. */
  private static final int SAME_MILLIS = 10;

  /** Whether the server told of this one later than of the other. */
  boolean isAfter(Granted other) {
    return tick - other.tick > SAME_MILLIS;
  }
}
