package org.rop2p.transport.sim;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Predicate;

/** A datagram with the addresses it has in the realm it is in. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Flight(InetSocketAddress from, InetSocketAddress to, byte[] datagram) {
  /** Those from one address to another, whatever their ports; the way back is another path. */
  public static Predicate<Flight> path(InetAddress from, InetAddress to) {
    return flight -> flight.from.getAddress().equals(from) && flight.to.getAddress().equals(to);
  }

  Flight from(InetSocketAddress source) {
    return new Flight(source, to, datagram);
  }

  Flight to(InetSocketAddress destination) {
    return new Flight(from, destination, datagram);
  }
}
