package org.rop2p.transport.socket;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.rop2p.transport.ice.Route;

/** Who is behind an address. Event loop only. */
public interface DatagramRoutes {
  /** Takes a STUN datagram, well-formed or not. */
  void stun(byte[] datagram, Route from);

  /** The link that proved to be reachable by this route. */
  Optional<QuicRoute> behind(Route route);

  /** The link with this virtual address. */
  Optional<QuicRoute> named(InetSocketAddress virtual);
}
