package org.rop2p.transport;

/**
 * What an endpoint lets others know of this machine, and asks of the network around it.
 *
 * @param hosts whether peers are told the addresses of this machine's interfaces
 * @param loopback whether loopback addresses are offered and accepted: tests, and several proxies
 *     on one machine
 * @param relayOnly whether peers get to know addresses at relays only, and nothing is sent to them
 *     but through one; without a relay there are no links then
 * @param portMapping whether the router is asked to let peers in (PCP, NAT-PMP, UPnP); not done if
 *     {@code relayOnly}
 * @param probing whether many ports of a peer's public address may be tried, and sockets opened for
 *     it, where the one is behind a symmetric NAT and the other behind a cone; not done if {@code
 *     relayOnly}
 */
public record Exposure(
    boolean hosts, boolean loopback, boolean relayOnly, boolean portMapping, boolean probing) {
  /** Host addresses but loopback; no port mapping; probing. */
  public static final Exposure USUAL = new Exposure(true, false, false, false, true);

  public Exposure withHosts(boolean hosts) {
    return new Exposure(hosts, loopback, relayOnly, portMapping, probing);
  }

  public Exposure withLoopback(boolean loopback) {
    return new Exposure(hosts, loopback, relayOnly, portMapping, probing);
  }

  public Exposure withRelayOnly(boolean relayOnly) {
    return new Exposure(hosts, loopback, relayOnly, portMapping, probing);
  }

  public Exposure withPortMapping(boolean portMapping) {
    return new Exposure(hosts, loopback, relayOnly, portMapping, probing);
  }

  public Exposure withProbing(boolean probing) {
    return new Exposure(hosts, loopback, relayOnly, portMapping, probing);
  }
}
