package org.rop2p.transport.socket;

import java.net.InetSocketAddress;
import java.util.Optional;

/** Who is behind an address. Event loop only. */
public interface DatagramRoutes {
  /** Takes a STUN datagram, well-formed or not. */
  void stun(byte[] datagram, InetSocketAddress from);

  /** The link that proved to be reachable at this real address. */
  Optional<QuicRoute> behind(InetSocketAddress real);

  /** The link with this virtual address. */
  Optional<QuicRoute> named(InetSocketAddress virtual);
}
