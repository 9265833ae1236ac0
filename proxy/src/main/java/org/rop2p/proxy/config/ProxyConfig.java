package org.rop2p.proxy.config;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.detect.DateChoice;
import org.rop2p.codec.obfuscation.KeyChoice;

/**
 * Everything a proxy needs to know to start. Immutable.
 *
 * @param server the login server, may be unresolved
 * @param listen where clients connect; port 0 lets the system choose
 * @param packetVersion the client date, or that it is to be found
 * @param keys of clients that obfuscate packet ids
 * @param p2p links to other players
 * @param routing what the server's own configuration says about who hears what
 * @param display what the player is shown, and where
 */
public record ProxyConfig(
    InetSocketAddress server,
    InetSocketAddress listen,
    DateChoice packetVersion,
    KeyChoice keys,
    P2p p2p,
    Routing routing,
    Display display) {

  /** The port of a login server, and ours, unless told otherwise. */
  public static final int LOGIN_PORT = 6900;

  /** The widest way of walks that a player allows; a zone's policy may be narrower. */
  public enum Movement {
    /** To the server only. */
    SERVER,
    /** To the server and to peers. */
    MIRROR,
    /** As wide as the zone's policy allows. */
    OFFLOAD
  }

  /** What players near by get to know of this machine. */
  public enum Privacy {
    /** Its addresses. */
    DIRECT,
    /** Addresses at relays only. */
    RELAY
  }

  /**
   * How peers may get through to us.
   *
   * @param privacy {@link Privacy#RELAY}: links go through TURN servers or not at all, and none of
   *     the rest is done
   * @param portMapping ask the router to let peers in
   * @param probing look for the port of a peer behind a hard NAT, or let it look for ours
   */
  public record Reach(Privacy privacy, boolean portMapping, boolean probing) {
    static final Reach USUAL = new Reach(Privacy.DIRECT, true, true);

    public Reach withPrivacy(Privacy privacy) {
      return new Reach(privacy, portMapping, probing);
    }

    public Reach withPortMapping(boolean portMapping) {
      return new Reach(privacy, portMapping, probing);
    }

    public Reach withProbing(boolean probing) {
      return new Reach(privacy, portMapping, probing);
    }
  }

  /** How the client is shown a walk that a peer told. */
  public enum WalkPacket {
    /** ZC_NOTIFY_MOVE (0086). */
    MOVE,
    /** The full walking entry, for clients that ignore 0086. */
    ENTRY
  }

  /**
   * Links to other players.
   *
   * @param allowed false: none, whatever else is set
   * @param coordinator its REST root ({@code …/api/v1}), or null: no links
   * @param signaling its WebSocket, or null: derived from {@code coordinator}
   * @param fallbacks REST roots of further coordinators of the same world, in the order in which
   *     they are tried
   * @param zones maps on which links are wanted; empty: all that the coordinator allows
   * @param movement the widest way of walks
   * @param timeout how long a request to the coordinator may take
   * @param zoneTransition how long joining a zone may take before it is tried anew
   * @param fallbackOnFailure false: do not start when the coordinator cannot be reached; once
   *     started the game always goes on over the server
   * @param loopbackCandidates offer 127.0.0.1 to peers too (several players on one machine)
   * @param reach how peers may get through to us
   */
  public record P2p(
      boolean allowed,
      URI coordinator,
      URI signaling,
      List<URI> fallbacks,
      List<String> zones,
      Movement movement,
      int maxPeers,
      Duration timeout,
      Duration zoneTransition,
      boolean fallbackOnFailure,
      Security security,
      List<InetSocketAddress> stunServers,
      boolean loopbackCandidates,
      Reach reach) {
    public P2p {
      fallbacks = List.copyOf(fallbacks);
      zones = List.copyOf(zones);
      stunServers = List.copyOf(stunServers);
    }

    /** Whether links are to be made: allowed, and a coordinator is known. */
    public boolean enabled() {
      return allowed && coordinator != null;
    }

    /** The same but for what {@code change} sets. */
    public P2p with(Consumer<P2pDraft> change) {
      P2pDraft draft = new P2pDraft(this);
      change.accept(draft);
      return draft.finished();
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
   * @param jwtToken of the service that vouches for this player, for a coordinator in mode {@code
   *     jwt}; empty if there is none
   * @param plainHttp whether tokens may go over plain HTTP to a coordinator on another machine
   */
  public record Security(
      boolean seal,
      boolean authentication,
      boolean certificateValidation,
      String tlsVersion,
      String jwtToken,
      boolean plainHttp) {
    static final Security FULL = new Security(true, true, true, "TLSv1.3", "", false);

    public Security withPlainHttp(boolean allowed) {
      return new Security(
          seal, authentication, certificateValidation, tlsVersion, jwtToken, allowed);
    }

    /** Leaves the token out. */
    @Override
    public String toString() {
      return "Security[seal=%s, authentication=%s, certificateValidation=%s, %s, plainHttp=%s]"
          .formatted(seal, authentication, certificateValidation, tlsVersion, plainHttp);
    }
  }

  /**
   * What the server's own configuration says about who hears what.
   *
   * @param commandSymbols characters (ASCII) that make a line a command
   * @param chatRange cells within which public chat is heard
   * @param viewRange cells within which units, and their emotes, are seen; at least {@code
   *     chatRange}
   */
  public record Routing(
      String commandSymbols, int chatRange, int viewRange, WalkPacket walkPacket) {
    /** As rAthena is delivered: {@code @} and {@code #}, 9 and 14 cells. */
    public static final Routing RATHENA = new Routing("@#", 9, 14, WalkPacket.MOVE);
  }

  /**
   * What the player is shown, and where.
   *
   * @param charset of names and chat in the client; for showing them elsewhere, never for the game
   */
  public record Display(Charset charset, Words words, Page page) {
    static final Display USUAL =
        new Display(Charset.forName("windows-1252"), Words.USUAL, Page.USUAL);

    public Display withCharset(Charset charset) {
      return new Display(charset, words, page);
    }

    public Display withWords(Words words) {
      return new Display(charset, words, page);
    }

    public Display withPage(Page page) {
      return new Display(charset, words, page);
    }
  }

  /**
   * Words of the proxy in the game.
   *
   * @param enabled whether there are any, and commands are taken
   * @param command what a line begins with that is for the proxy and never for the server; no blank
   *     in it
   */
  public record Words(boolean enabled, String command) {
    static final Words USUAL = new Words(true, "~p2p");
  }

  /**
   * The page of this proxy in the player's browser, on 127.0.0.1.
   *
   * @param port 0 to 65535; 0: any that is free
   */
  public record Page(boolean enabled, int port) {
    static final Page USUAL = new Page(true, 6980);
  }

  private static final int DEFAULT_MAX_PEERS = 50;
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration DEFAULT_ZONE_TRANSITION = Duration.ofSeconds(5);

  /** No server yet, listening on 127.0.0.1:6900, the client date to be found, no coordinator. */
  public static ProxyConfig defaults() {
    return new ProxyConfig(
        null,
        new InetSocketAddress("127.0.0.1", LOGIN_PORT),
        DateChoice.AUTO,
        KeyChoice.AUTO,
        new P2p(
            true,
            null,
            null,
            List.of(),
            List.of(),
            Movement.OFFLOAD,
            DEFAULT_MAX_PEERS,
            DEFAULT_TIMEOUT,
            DEFAULT_ZONE_TRANSITION,
            true,
            Security.FULL,
            List.of(),
            false,
            Reach.USUAL),
        Routing.RATHENA,
        Display.USUAL);
  }

  public ProxyConfig withServer(InetSocketAddress server) {
    return new ProxyConfig(server, listen, packetVersion, keys, p2p, routing, display);
  }

  public ProxyConfig withListen(InetSocketAddress listen) {
    return new ProxyConfig(server, listen, packetVersion, keys, p2p, routing, display);
  }

  public ProxyConfig withPacketVersion(PacketVersion version) {
    return withPacketVersion(DateChoice.of(version));
  }

  public ProxyConfig withPacketVersion(DateChoice choice) {
    return new ProxyConfig(server, listen, choice, keys, p2p, routing, display);
  }

  public ProxyConfig withKeys(KeyChoice choice) {
    return new ProxyConfig(server, listen, packetVersion, choice, p2p, routing, display);
  }

  public ProxyConfig withRouting(Routing routing) {
    return new ProxyConfig(server, listen, packetVersion, keys, p2p, routing, display);
  }

  public ProxyConfig withDisplay(Display display) {
    return new ProxyConfig(server, listen, packetVersion, keys, p2p, routing, display);
  }

  /** The same but for what {@code change} sets about links. */
  public ProxyConfig withP2p(Consumer<P2pDraft> change) {
    return new ProxyConfig(server, listen, packetVersion, keys, p2p.with(change), routing, display);
  }

  /** That coordinator and no other. */
  public ProxyConfig withCoordinator(URI restApi) {
    return withCoordinators(List.of(restApi));
  }

  /**
   * Those coordinators of one world and no others.
   *
   * @param restApis at least one, in the order in which they are tried
   */
  public ProxyConfig withCoordinators(List<URI> restApis) {
    return withP2p(
        p2p -> {
          p2p.coordinator = restApis.get(0);
          p2p.fallbacks = restApis.subList(1, restApis.size());
          p2p.signaling = null;
        });
  }

  public ProxyConfig withZones(List<String> zones) {
    return withP2p(p2p -> p2p.zones = zones);
  }

  public ProxyConfig withStunServers(List<InetSocketAddress> servers) {
    return withP2p(p2p -> p2p.stunServers = servers);
  }

  public ProxyConfig withLoopbackCandidates(boolean offered) {
    return withP2p(p2p -> p2p.loopbackCandidates = offered);
  }
}
