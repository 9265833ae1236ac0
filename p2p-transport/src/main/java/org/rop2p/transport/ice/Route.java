package org.rop2p.transport.ice;

import java.net.InetSocketAddress;

/**
 * A way to a peer and back: what a datagram leaves from, and where it goes. What came from {@code
 * remote} to {@code base} came by this route. The remote address alone says nothing: many sockets
 * may speak to one address, and a relay hides who speaks.
 */
public record Route(Base base, InetSocketAddress remote) {}
