package org.rop2p.transport;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * The servers an endpoint asks for candidates (RFC 8445 section 5.1.1.2).
 *
 * @param stun resolved addresses, for server-reflexive candidates; may be empty
 * @param turn for relayed candidates; may be empty
 */
public record IceServers(List<InetSocketAddress> stun, List<TurnServer> turn) {
  public static final IceServers NONE = new IceServers(List.of(), List.of());

  public IceServers {
    stun = List.copyOf(stun);
    turn = List.copyOf(turn);
  }
}
