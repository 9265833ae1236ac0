package org.rop2p.proxy.walking;

import org.rop2p.codec.view.Cell;

/**
 * A walk as a peer tells it.
 *
 * @param epoch unsigned, larger at each map entry of the author
 * @param sequence from 1 within the epoch
 * @param before how many earlier walks the server may yet tell of which this watcher was not told
 * @param told how many such walks he was told of: words that have not come are lost
 * @param stopped the server stops the author there and may tell nobody else: a walk that needs no
 *     confirmation if it ends on the way that the server has told
 */
public record PeerWord(int epoch, int sequence, int before, int told, Cell to, boolean stopped) {
  /**
   * For so long after the server has told the author of a walk he counts it in {@code before}, and
   * after it has told a watcher that one does not: they hear of it at different times.
   */
  public static final long HEARD_MILLIS = 300;
}
