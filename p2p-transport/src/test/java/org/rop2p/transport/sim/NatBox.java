package org.rop2p.transport.sim;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.OptionalInt;

/** A NAT between two realms; a home's may be behind a carrier's. */
public final class NatBox {
  /** Takes datagrams for the box itself, as a port mapping server does. */
  public interface Service {
    /**
     * Takes one datagram.
     *
     * @param datagram the service's to keep
     * @param port which it was sent to
     */
    void receive(byte[] datagram, InetSocketAddress from, int port);
  }

  private final SimNetwork network;
  private final AddressRealm outer;
  private final AddressRealm inner;
  private final InetAddress inside;
  private final NatKind kind;
  private final NatTable table;
  private InetAddress outside;
  private Service service = (datagram, from, port) -> {};

  NatBox(NatKind kind, AddressRealm outer, InetAddress outside, InetAddress inside) {
    this.network = outer.network();
    this.kind = kind;
    this.table = new NatTable(kind, network.random());
    this.outer = outer;
    this.outside = outside;
    this.inside = inside;
    this.inner = new AddressRealm(network);
    inner.leadsOutBy(this);
    inner.attach(inside, this::forTheBox);
    outer.attach(outside, this::inbound);
  }

  /** The realm it is in, where its outside address counts. */
  public AddressRealm outer() {
    return outer;
  }

  /** The realm behind it. */
  public AddressRealm inner() {
    return inner;
  }

  public InetAddress outside() {
    return outside;
  }

  public InetAddress inside() {
    return inside;
  }

  /** Who answers at the inside address; by default nobody. */
  public void serve(Service newService) {
    service = newService;
  }

  /** Sends from the inside address to one inside. */
  public void sendInside(int port, InetSocketAddress to, byte[] datagram) {
    Flight flight = new Flight(new InetSocketAddress(inside, port), to, datagram.clone());
    network.note(Fate.SENT, flight);
    inner.route(flight);
  }

  /**
   * Makes or keeps a mapping for a time, open to everybody.
   *
   * @param from an endpoint inside
   * @param wanted outside port, 1 to 65535; another one is given if that is not free
   * @return the outside port, empty if none is free
   */
  public OptionalInt map(InetSocketAddress from, int wanted, long lifetimeNanos) {
    return table.request(from, wanted, lifetimeNanos, network.now());
  }

  /** Forgets every mapping; new ones have other ports. */
  public void reboot() {
    table.reboot();
  }

  /** As above, and comes back with a new outside address. */
  public void reboot(String newOutside) {
    reboot();
    outer.detach(outside);
    outside = Addresses.ip(newOutside);
    outer.attach(outside, this::inbound);
  }

  /** From inside to an address that is not there. */
  void outbound(Flight flight) {
    boolean hairpin = flight.to().getAddress().equals(outside);
    if (hairpin && !kind.hairpin()) {
      network.note(Fate.NO_HAIRPIN, flight);
      return;
    }
    OptionalInt port = table.out(flight.from(), flight.to(), network.now());
    if (port.isEmpty()) {
      network.note(Fate.NO_PORT, flight);
      return;
    }
    // A hairpin's source is the outside address, too (RFC 4787 REQ-9).
    outer.route(flight.from(new InetSocketAddress(outside, port.getAsInt())));
  }

  private void inbound(Flight flight) {
    NatTable.Entrance entrance = table.in(flight.to().getPort(), flight.from(), network.now());
    entrance
        .inside()
        .ifPresentOrElse(
            receiver -> inner.deliver(flight.to(receiver)),
            () -> network.note(entrance.fate(), flight));
  }

  private void forTheBox(Flight flight) {
    network.note(Fate.DELIVERED, flight);
    service.receive(flight.datagram().clone(), flight.from(), flight.to().getPort());
  }
}
