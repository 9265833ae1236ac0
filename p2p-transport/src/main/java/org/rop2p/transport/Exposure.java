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
 */
public record Exposure(boolean hosts, boolean loopback, boolean relayOnly, boolean portMapping) {
  /** Host addresses but loopback; no port mapping. */
  public static final Exposure USUAL = new Exposure(true, false, false, false);

  public Exposure withHosts(boolean hosts) {
    return new Exposure(hosts, loopback, relayOnly, portMapping);
  }

  public Exposure withLoopback(boolean loopback) {
    return new Exposure(hosts, loopback, relayOnly, portMapping);
  }

  public Exposure withRelayOnly(boolean relayOnly) {
    return new Exposure(hosts, loopback, relayOnly, portMapping);
  }

  public Exposure withPortMapping(boolean portMapping) {
    return new Exposure(hosts, loopback, relayOnly, portMapping);
  }
}
