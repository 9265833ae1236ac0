package org.rop2p.proxy.routing;

import org.rop2p.proxy.message.PeerMessage;

/** The way to other players, as one player's session uses it. Called on the session's loop. */
public interface PeerLane {
  /** Whether this account is introduced to the player and its proxy linked to ours. */
  boolean linked(int accountId);

  /**
   * Sends to every recipient in the header that is linked. It arrives in order, or the recipient is
   * reported as no longer linked, once this call has returned; unless it may be lost.
   */
  void send(PeerMessage message);

  /** The round trip to the account's proxy, milliseconds; -1 while it is not known. */
  int rttMillis(int accountId);
}
