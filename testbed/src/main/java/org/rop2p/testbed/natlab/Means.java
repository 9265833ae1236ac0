package org.rop2p.testbed.natlab;

import java.util.List;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.TurnServer;

/** What an end of a link may make use of. */
enum Means {
  /** Checks alone, and a port mapping where the host asks its router for one. */
  CHECKS,
  /** The TURN server, too. */
  TURN,
  /** Checks, and probing where they fail. */
  PROBING,
  /** Nothing but the TURN server: the peer is not to learn where we are. */
  RELAY_ONLY;

  /**
   * The settings of an endpoint that has no more than these.
   *
   * @param plain without probing
   */
  EndpointConfig settings(EndpointConfig plain, TurnServer server) {
    return switch (this) {
      case CHECKS -> plain;
      case PROBING -> plain.withProbing(true);
      case TURN -> plain.withTurnServers(List.of(server));
      case RELAY_ONLY -> plain.withTurnServers(List.of(server)).withRelayOnly(true);
    };
  }
}
