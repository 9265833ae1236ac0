package org.rop2p.proxy;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.rop2p.codec.PacketVersion;

/**
 * Everything a proxy needs to know to start. Immutable.
 *
 * @param server the login server, may be unresolved
 * @param listen where clients connect; port 0 lets the system choose
 * @param packetVersion client date
 * @param p2p links to other players
 */
public record ProxyConfig(
    InetSocketAddress server, InetSocketAddress listen, PacketVersion packetVersion, P2p p2p) {

  /** The port of a login server, and ours, unless told otherwise. */
  public static final int LOGIN_PORT = 6900;

  /**
   * Links to other players.
   *
   * @param coordinator its REST root ({@code …/api/v1}), or null: no links
   * @param signaling its WebSocket, or null: derived from {@code coordinator}
   * @param zones maps on which links are wanted; empty: all that the coordinator allows
   * @param loopbackCandidates offer 127.0.0.1 to peers too (several players on one machine)
   */
  public record P2p(
      URI coordinator,
      URI signaling,
      List<String> zones,
      int maxPeers,
      Duration timeout,
      boolean certificateValidation,
      List<InetSocketAddress> stunServers,
      boolean loopbackCandidates) {
    public P2p {
      zones = List.copyOf(zones);
      stunServers = List.copyOf(stunServers);
    }

    public boolean enabled() {
      return coordinator != null;
    }
  }

  private static final int DEFAULT_MAX_PEERS = 50;
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  /** No server yet, listening on 127.0.0.1:6900, the default client date, no coordinator. */
  public static ProxyConfig defaults() {
    return new ProxyConfig(
        null,
        new InetSocketAddress("127.0.0.1", LOGIN_PORT),
        PacketVersion.DEFAULT,
        new P2p(null, null, List.of(), DEFAULT_MAX_PEERS, DEFAULT_TIMEOUT, true, List.of(), false));
  }

  public ProxyConfig withServer(InetSocketAddress server) {
    return new ProxyConfig(server, listen, packetVersion, p2p);
  }

  public ProxyConfig withListen(InetSocketAddress listen) {
    return new ProxyConfig(server, listen, packetVersion, p2p);
  }

  public ProxyConfig withP2p(P2p p2p) {
    return new ProxyConfig(server, listen, packetVersion, p2p);
  }

  public ProxyConfig withCoordinator(URI restApi) {
    return withP2p(
        new P2p(
            restApi,
            null,
            p2p.zones,
            p2p.maxPeers,
            p2p.timeout,
            p2p.certificateValidation,
            p2p.stunServers,
            p2p.loopbackCandidates));
  }

  public ProxyConfig withZones(List<String> zones) {
    return withP2p(
        new P2p(
            p2p.coordinator,
            p2p.signaling,
            zones,
            p2p.maxPeers,
            p2p.timeout,
            p2p.certificateValidation,
            p2p.stunServers,
            p2p.loopbackCandidates));
  }

  public ProxyConfig withStunServers(List<InetSocketAddress> servers) {
    return withP2p(
        new P2p(
            p2p.coordinator,
            p2p.signaling,
            p2p.zones,
            p2p.maxPeers,
            p2p.timeout,
            p2p.certificateValidation,
            servers,
            p2p.loopbackCandidates));
  }

  public ProxyConfig withLoopbackCandidates(boolean offered) {
    return withP2p(
        new P2p(
            p2p.coordinator,
            p2p.signaling,
            p2p.zones,
            p2p.maxPeers,
            p2p.timeout,
            p2p.certificateValidation,
            p2p.stunServers,
            offered));
  }
}
