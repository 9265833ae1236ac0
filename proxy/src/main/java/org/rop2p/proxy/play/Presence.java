package org.rop2p.proxy.play;

import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.routing.PeerLane;
import org.rop2p.proxy.routing.ZoneLanes;

/**
 * A player's presence among other players: with the coordinator in a zone, linked to those who see
 * him. All calls, the listener's included, come on the session's event loop.
 */
public interface Presence extends PeerLane {
  /** Hears of what concerns this player. */
  interface Listener {
    /** What is allowed in the zone the player is in. */
    void lanes(ZoneLanes allowed);

    /** A message for this player, from a proxy attested for its author. */
    void peerSays(PeerMessage message);
  }

  void open(Listener listener);

  void mapEntered(String zone);

  void appeared(int accountId);

  void vanished(int accountId);

  void tick(long now);

  void close();
}
