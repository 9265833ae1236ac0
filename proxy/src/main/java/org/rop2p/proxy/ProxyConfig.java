package org.rop2p.proxy;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.obfuscation.KeyChoice;

/**
 * Everything a proxy needs to know to start. Immutable.
 *
 * @param server the login server, may be unresolved
 * @param listen where clients connect; port 0 lets the system choose
 * @param packetVersion client date
 * @param keys of clients that obfuscate packet ids
 * @param p2p links to other players
 */
public record ProxyConfig(
    InetSocketAddress server,
    InetSocketAddress listen,
    PacketVersion packetVersion,
    KeyChoice keys,
    P2p p2p) {

  /** The port of a login server, and ours, unless told otherwise. */
  public static final int LOGIN_PORT = 6900;

  /**
   * Links to other players.
   *
   * @param coordinator its REST root ({@code …/api/v1}), or null: no links
   * @param signaling its WebSocket, or null: derived from {@code coordinator}
   * @param zones maps on which links are wanted; empty: all that the coordinator allows
   * @param timeout how long a request to the coordinator may take
   * @param zoneTransition how long joining a zone may take before it is tried anew
   * @param fallbackOnFailure false: do not start when the coordinator cannot be reached; once
   *     started the game always goes on over the server
   * @param loopbackCandidates offer 127.0.0.1 to peers too (several players on one machine)
   */
  public record P2p(
      URI coordinator,
      URI signaling,
      List<String> zones,
      int maxPeers,
      Duration timeout,
      Duration zoneTransition,
      boolean fallbackOnFailure,
      Security security,
      List<InetSocketAddress> stunServers,
      boolean loopbackCandidates) {
    public P2p {
      zones = List.copyOf(zones);
      stunServers = List.copyOf(stunServers);
    }

    public boolean enabled() {
      return coordinator != null;
    }

    P2p withCoordinator(URI restApi) {
      return new P2p(
          restApi,
          null,
          zones,
          maxPeers,
          timeout,
          zoneTransition,
          fallbackOnFailure,
          security,
          stunServers,
          loopbackCandidates);
    }

    P2p withZones(List<String> wanted) {
      return new P2p(
          coordinator,
          signaling,
          wanted,
          maxPeers,
          timeout,
          zoneTransition,
          fallbackOnFailure,
          security,
          stunServers,
          loopbackCandidates);
    }

    P2p withStunServers(List<InetSocketAddress> servers) {
      return new P2p(
          coordinator,
          signaling,
          zones,
          maxPeers,
          timeout,
          zoneTransition,
          fallbackOnFailure,
          security,
          servers,
          loopbackCandidates);
    }

    P2p withLoopbackCandidates(boolean offered) {
      return new P2p(
          coordinator,
          signaling,
          zones,
          maxPeers,
          timeout,
          zoneTransition,
          fallbackOnFailure,
          security,
          stunServers,
          offered);
    }
  }

  /**
   * What protects the talk with coordinator and peers. Links between peers are TLS 1.3 with pinned
   * certificates whatever is set here.
   *
   * @param seal AES-256-GCM around each message inside the link
   * @param authentication present the web auth token to the coordinator
   * @param certificateValidation check the coordinator's certificate
   * @param tlsVersion towards the coordinator, {@code TLSv1.2} or {@code TLSv1.3} as the lowest
   */
  public record Security(
      boolean seal, boolean authentication, boolean certificateValidation, String tlsVersion) {
    static final Security FULL = new Security(true, true, true, "TLSv1.3");
  }

  private static final int DEFAULT_MAX_PEERS = 50;
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration DEFAULT_ZONE_TRANSITION = Duration.ofSeconds(5);

  /** No server yet, listening on 127.0.0.1:6900, the default client date, no coordinator. */
  public static ProxyConfig defaults() {
    return new ProxyConfig(
        null,
        new InetSocketAddress("127.0.0.1", LOGIN_PORT),
        PacketVersion.DEFAULT,
        KeyChoice.AUTO,
        new P2p(
            null,
            null,
            List.of(),
            DEFAULT_MAX_PEERS,
            DEFAULT_TIMEOUT,
            DEFAULT_ZONE_TRANSITION,
            true,
            Security.FULL,
            List.of(),
            false));
  }

  public ProxyConfig withServer(InetSocketAddress server) {
    return new ProxyConfig(server, listen, packetVersion, keys, p2p);
  }

  public ProxyConfig withListen(InetSocketAddress listen) {
    return new ProxyConfig(server, listen, packetVersion, keys, p2p);
  }

  public ProxyConfig withP2p(P2p p2p) {
    return new ProxyConfig(server, listen, packetVersion, keys, p2p);
  }

  public ProxyConfig withPacketVersion(PacketVersion version) {
    return new ProxyConfig(server, listen, version, keys, p2p);
  }

  public ProxyConfig withKeys(KeyChoice choice) {
    return new ProxyConfig(server, listen, packetVersion, choice, p2p);
  }

  public ProxyConfig withCoordinator(URI restApi) {
    return withP2p(p2p.withCoordinator(restApi));
  }

  public ProxyConfig withZones(List<String> zones) {
    return withP2p(p2p.withZones(zones));
  }

  public ProxyConfig withStunServers(List<InetSocketAddress> servers) {
    return withP2p(p2p.withStunServers(servers));
  }

  public ProxyConfig withLoopbackCandidates(boolean offered) {
    return withP2p(p2p.withLoopbackCandidates(offered));
  }
}
