package org.rop2p.transport.sim;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A network in which addresses are unique (RFC 2663 section 2.1): the internet, or a NAT's. */
public final class AddressRealm {
  /** Who answers for an address. */
  interface Node {
    void receive(Flight flight);
  }

  private final SimNetwork network;
  private final Map<InetAddress, Node> nodes = new LinkedHashMap<>();
  private NatBox gateway;

  AddressRealm(SimNetwork network) {
    this.network = network;
  }

  SimNetwork network() {
    return network;
  }

  /** A new host with these addresses, the first of each family being the one it sends from. */
  public Host host(String... addresses) {
    return new Host(this, addresses);
  }

  /**
   * A NAT of this realm, with a realm of its own behind it.
   *
   * @param outside its address here
   * @param inside its address there
   */
  public NatBox nat(NatKind kind, String outside, String inside) {
    return new NatBox(kind, this, Addresses.ip(outside), Addresses.ip(inside));
  }

  /** The NAT that leads out of here; empty on the internet. */
  public Optional<NatBox> gateway() {
    return Optional.ofNullable(gateway);
  }

  void leadsOutBy(NatBox box) {
    gateway = box;
  }

  void attach(InetAddress address, Node node) {
    if (nodes.putIfAbsent(address, node) != null) {
      throw new IllegalStateException(address + " is taken");
    }
  }

  void detach(InetAddress address) {
    nodes.remove(address);
  }

  /** Sends on, to one here or out of here. */
  void route(Flight flight) {
    if (nodes.containsKey(flight.to().getAddress())) {
      network.weather().carry(flight, this::deliver);
    } else if (gateway != null) {
      gateway.outbound(flight);
    } else {
      network.note(Fate.NO_ROUTE, flight);
    }
  }

  /** Hands over at once to whoever has the address now. */
  void deliver(Flight flight) {
    Node node = nodes.get(flight.to().getAddress());
    if (node == null) {
      network.note(Fate.NO_ROUTE, flight);
    } else {
      node.receive(flight);
    }
  }
}
