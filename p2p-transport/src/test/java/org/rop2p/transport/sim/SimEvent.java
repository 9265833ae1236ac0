package org.rop2p.transport.sim;

import java.net.InetSocketAddress;

/** One line of a network's trace: what became of which datagram, addressed as it was there. */
public record SimEvent(
    long at, Fate fate, InetSocketAddress from, InetSocketAddress to, int length) {}
