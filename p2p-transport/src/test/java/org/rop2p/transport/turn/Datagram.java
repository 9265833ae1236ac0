package org.rop2p.transport.turn;

import java.net.InetSocketAddress;

/** A datagram of the simulation. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Datagram(InetSocketAddress from, InetSocketAddress to, byte[] payload) {}
