package org.rop2p.proxy.routing;

import org.rop2p.proxy.message.PeerMessage;

/** The way to other players, as one player's session uses it. Called on the session's loop. */
public interface PeerLane {
  /** Whether this account is introduced to the player and its proxy linked to ours. */
  boolean linked(int accountId);

  /**
   * Sends to every recipient in the header that is still linked; nobody hears of a failure, the
   * server lane is open. Lines and emotes arrive in order or the link is dead; walks may be lost.
   */
  void send(PeerMessage message);
}
