package org.rop2p.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * What an endpoint needs to know.
 *
 * @param bind local address of the UDP socket; port 0 picks one. A wildcard address serves IPv4 and
 *     IPv6 where the system has both
 * @param servers asked for candidates
 * @param exposure what others get to know of this machine
 * @param times of a link
 * @param limits on what peers may use up
 * @param sealed whether to wish the inner seal on every stream; the peer's wish suffices, too
 * @param filter sees every datagram
 */
public record EndpointConfig(
    InetSocketAddress bind,
    IceServers servers,
    Exposure exposure,
    LinkTimes times,
    Limits limits,
    boolean sealed,
    DatagramFilter filter) {

  /**
   * What peers may use up.
   *
   * @param links at a time
   * @param candidates remote addresses per link, signalled or discovered
   */
  public record Limits(int links, int candidates) {
    /**
     * @throws IllegalArgumentException if a limit is not positive
     */
    public Limits {
      if (links < 1 || candidates < 1) {
        throw new IllegalArgumentException("A link limit and a candidate limit are at least 1");
      }
    }
  }

  private static final Limits LIMITS = new Limits(64, 32);

  /** Any address and port, host candidates, no server, no loopback, sealed. */
  public static EndpointConfig defaults() {
    return new EndpointConfig(
        new InetSocketAddress(0),
        IceServers.NONE,
        Exposure.USUAL,
        LinkTimes.USUAL,
        LIMITS,
        true,
        DatagramFilter.PASS_ALL);
  }

  public EndpointConfig withBind(InetSocketAddress bind) {
    return new EndpointConfig(bind, servers, exposure, times, limits, sealed, filter);
  }

  public EndpointConfig withStunServers(List<InetSocketAddress> stunServers) {
    return with(new IceServers(stunServers, servers.turn()));
  }

  public EndpointConfig withTurnServers(List<TurnServer> turnServers) {
    return with(new IceServers(servers.stun(), turnServers));
  }

  public EndpointConfig withHostCandidates(boolean hostCandidates) {
    return with(exposure.withHosts(hostCandidates));
  }

  public EndpointConfig withLoopbackCandidates(boolean loopbackCandidates) {
    return with(exposure.withLoopback(loopbackCandidates));
  }

  public EndpointConfig withRelayOnly(boolean relayOnly) {
    return with(exposure.withRelayOnly(relayOnly));
  }

  public EndpointConfig withPortMapping(boolean portMapping) {
    return with(exposure.withPortMapping(portMapping));
  }

  public EndpointConfig withProbing(boolean probing) {
    return with(exposure.withProbing(probing));
  }

  public EndpointConfig withSetupTimeout(Duration setup) {
    return with(new LinkTimes(setup, times.ping(), times.silence()));
  }

  public EndpointConfig withPingInterval(Duration ping) {
    return with(new LinkTimes(times.setup(), ping, times.silence()));
  }

  public EndpointConfig withSilenceTimeout(Duration silence) {
    return with(new LinkTimes(times.setup(), times.ping(), silence));
  }

  public EndpointConfig withSealed(boolean sealed) {
    return new EndpointConfig(bind, servers, exposure, times, limits, sealed, filter);
  }

  public EndpointConfig withMaxLinks(int links) {
    return with(new Limits(links, limits.candidates()));
  }

  public EndpointConfig withMaxCandidates(int candidates) {
    return with(new Limits(limits.links(), candidates));
  }

  public EndpointConfig withFilter(DatagramFilter filter) {
    return new EndpointConfig(bind, servers, exposure, times, limits, sealed, filter);
  }

  private EndpointConfig with(IceServers others) {
    return new EndpointConfig(bind, others, exposure, times, limits, sealed, filter);
  }

  private EndpointConfig with(Exposure other) {
    return new EndpointConfig(bind, servers, other, times, limits, sealed, filter);
  }

  private EndpointConfig with(LinkTimes others) {
    return new EndpointConfig(bind, servers, exposure, others, limits, sealed, filter);
  }

  private EndpointConfig with(Limits others) {
    return new EndpointConfig(bind, servers, exposure, times, others, sealed, filter);
  }
}
