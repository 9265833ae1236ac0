package org.rop2p.transport.sim;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** A UDP socket of a host. */
public final class SimSocket implements AutoCloseable {
  /** Takes what arrives. */
  public interface Receiver {
    /**
     * Takes one datagram.
     *
     * @param datagram the receiver's to keep
     */
    void receive(byte[] datagram, InetSocketAddress from);
  }

  private final Host host;
  private final Optional<InetAddress> bound;
  private final int port;
  private final Receiver receiver;

  SimSocket(Host host, Optional<InetAddress> bound, int port, Receiver receiver) {
    this.host = host;
    this.bound = bound;
    this.port = port;
    this.receiver = receiver;
  }

  /** Its address now: of a wildcard socket the host's first one. */
  public InetSocketAddress address() {
    return new InetSocketAddress(bound.orElseGet(() -> host.addresses().get(0)), port);
  }

  /**
   * Sends a copy.
   *
   * @throws IllegalStateException if the socket is closed
   */
  public void send(InetSocketAddress to, byte[] datagram) {
    host.send(this, to, datagram.clone());
  }

  /** Frees the port; what is on its way to it is dropped on arrival. */
  @Override
  public void close() {
    host.close(this);
  }

  /** Empty for the wildcard address. */
  Optional<InetAddress> bound() {
    return bound;
  }

  int port() {
    return port;
  }

  void receive(Flight flight) {
    receiver.receive(flight.datagram().clone(), flight.from());
  }
}
