package org.rop2p.proxy.status;

import java.util.List;
import org.rop2p.proxy.routing.ZoneLanes;

/**
 * A character that plays through this proxy.
 *
 * @param zone map name without {@code .gat}
 * @param x own cell
 * @param y own cell
 * @param sentence what its P2P is like, for a person
 * @param lanes what is allowed in the zone
 */
public record OwnCharacter(
    int accountId,
    String name,
    String zone,
    int x,
    int y,
    State state,
    String sentence,
    ZoneLanes lanes,
    List<Neighbour> players) {

  /** Whether it reaches others. */
  public enum State {
    /** Joined: links are made to those it sees. */
    UP,
    /** On its way into the zone's session. */
    JOINING,
    /** The zone allows it, the coordinator is not reached, or P2P is switched off. */
    OFF,
    /** The zone is for the server only. */
    SERVER_ONLY
  }

  public OwnCharacter {
    players = List.copyOf(players);
  }
}
