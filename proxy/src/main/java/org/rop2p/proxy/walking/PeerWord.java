package org.rop2p.proxy.walking;

import org.rop2p.codec.view.Cell;

/**
 * A walk as a peer tells it.
 *
 * @param epoch unsigned, larger at each map entry of the author
 * @param sequence from 1 within the epoch
 * @param open earlier walks that the server may yet tell of
 * @param stopped the server stops the author there and may tell nobody else: a walk that needs no
 *     confirmation if it ends on the way that the server has told
 */
public record PeerWord(int epoch, int sequence, OpenRequests open, Cell to, boolean stopped) {
  /**
   * For so long after the server has told the author of a walk he counts it as open: watchers may
   * hear of it later.
   */
  public static final long HEARD_MILLIS = 2_000;
}
