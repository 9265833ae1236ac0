package org.rop2p.proxy.peer;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.rop2p.coordinator.client.CoordinatorClient;
import org.rop2p.coordinator.client.PlayerKey;
import org.rop2p.proxy.config.JwtExpiry;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.config.ProxyConfig.Privacy;
import org.rop2p.proxy.logging.LineBudget;
import org.rop2p.proxy.peer.admission.Admission;
import org.rop2p.proxy.peer.admission.Failover;
import org.rop2p.proxy.peer.admission.ZoneFilter;
import org.rop2p.proxy.peer.link.EndpointTransport;
import org.rop2p.proxy.play.Presence;
import org.rop2p.proxy.player.PlayerIdentity;
import org.rop2p.proxy.relay.RelayCounters;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.stats.CoordinatorStats;
import org.rop2p.proxy.stats.LinkTotals;
import org.rop2p.proxy.trouble.Trouble;
import org.rop2p.proxy.trouble.Trouble.Topic;
import org.rop2p.transport.DatagramFilter;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.NatType;
import org.rop2p.transport.PeerEndpoint;
import org.rop2p.transport.link.UdpEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything of this process that reaches other proxies: one socket, one coordinator. */
public final class PeerPlane implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PeerPlane.class);

  /** Nobody waits longer for the proxy to start because a coordinator does not answer. */
  private static final Duration START_PATIENCE = Duration.ofSeconds(3);

  /** Enough for entering a crowd of fifty and leaving it. */
  private static final int LINK_LINES_A_MINUTE = 100;

  /** Who waits for a link is looked at so often; it is tried anew in seconds. */
  private static final long POOL_TICK_MILLIS = 250;

  /** The coordinator's only way of logging in that wants {@code security.jwt_token}. */
  private static final String BY_SERVICE = "jwt";

  private final Failover<CoordinatorNode> nodes;
  private final PlayerKey key;
  private final StunServers stunServers;
  private final RelayServers relays;
  private final Reports reports;
  private final PeerLinks links;
  private final ProxyConfig.P2p config;
  private final OwnSwitch ownSwitch;
  private final ScheduledFuture<?> ticks;
  private final Supplier<NatType> nat;
  private final ZoneFilter zones;

  private PeerPlane(
      Failover<CoordinatorNode> nodes,
      PlayerKey key,
      StunServers stunServers,
      RelayServers relays,
      Reports reports,
      PeerLinks links,
      ProxyConfig.P2p config,
      OwnSwitch ownSwitch,
      ScheduledFuture<?> ticks,
      Supplier<NatType> nat) {
    this.nodes = nodes;
    this.key = key;
    this.stunServers = stunServers;
    this.relays = relays;
    this.reports = reports;
    this.links = links;
    this.config = config;
    this.ownSwitch = ownSwitch;
    this.ticks = ticks;
    this.nat = nat;
    this.zones = ZoneFilter.of(config.zones());
  }

  /**
   * Opens the socket. Blocks until it is bound, and a few seconds at most for the coordinator.
   *
   * @param coordinators REST roots of the coordinators, at least one, the first that of {@code
   *     config} if it is among them
   * @param ownSwitch the player's own, for all characters of this process
   * @param relayed what is carried between clients and servers
   * @throws IOException when there is no UDP socket to be had
   * @throws IllegalArgumentException with a sentence when an address cannot be used
   */
  public static PeerPlane open(
      ProxyConfig.P2p config,
      List<URI> coordinators,
      OwnSwitch ownSwitch,
      KindCounters counters,
      Supplier<RelayCounters.Snapshot> relayed,
      ScheduledExecutorService timer,
      DatagramFilter filter)
      throws IOException {
    warnOfWeakness(config.security());
    Failover<CoordinatorNode> nodes =
        Failover.of(coordinators.stream().map(rest -> node(config, rest)).toList());
    PeerEndpoint endpoint =
        UdpEndpoint.open(
            EndpointConfig.defaults()
                .withStunServers(StunServers.resolved(config.stunServers()))
                .withLoopbackCandidates(config.loopbackCandidates())
                .withRelayOnly(config.reach().privacy() == Privacy.RELAY)
                .withPortMapping(config.reach().portMapping() && !config.loopbackCandidates())
                .withProbing(config.reach().probing())
                .withSealed(config.security().seal())
                .withMaxLinks(config.maxPeers())
                .withFilter(filter));
    try {
      return on(endpoint, config, nodes, ownSwitch, counters, relayed, timer);
    } catch (RuntimeException e) {
      endpoint.close();
      throw e;
    }
  }

  private static PeerPlane on(
      PeerEndpoint endpoint,
      ProxyConfig.P2p config,
      Failover<CoordinatorNode> nodes,
      OwnSwitch ownSwitch,
      KindCounters counters,
      Supplier<RelayCounters.Snapshot> relayed,
      ScheduledExecutorService timer) {
    StunServers stunServers =
        new StunServers(
            () -> nodes.ask(node -> node.client().clientConfig()), endpoint::addStunServers);
    RelayServers relays =
        new RelayServers(
            jwt -> nodes.ask(node -> node.client().iceServers(jwt)),
            config.reach().privacy() == Privacy.RELAY,
            endpoint::addTurnServers);
    await(stunServers, config);
    stunServers.askUntilAnswered(timer, Math::random);
    PeerLinks links =
        new PeerLinks(
            new EndpointTransport(endpoint),
            config.maxPeers(),
            counters,
            new LinkLog(new LineBudget(LINK_LINES_A_MINUTE, PeerPlane::now)),
            PeerPlane::now,
            Math::random);
    PlayerKey key = PlayerKey.of(endpoint.certificate(), endpoint::sign);
    return new PeerPlane(
        nodes,
        key,
        stunServers,
        relays,
        new Reports(
            (inView, linked) ->
                CoordinatorStats.of(
                    levels(links, inView, linked, endpoint.nat()),
                    links.totals().snapshot(),
                    relayed.get(),
                    counters)),
        links,
        config,
        ownSwitch,
        timer.scheduleWithFixedDelay(
            links::tick, POOL_TICK_MILLIS, POOL_TICK_MILLIS, TimeUnit.MILLISECONDS),
        endpoint::nat);
  }

  /** The presence of one player, to be opened by his session. */
  public Presence presence(PlayerIdentity player, EventLoop loop) {
    Admission admission =
        new Admission(
            player.name().toString(),
            player.webToken().length() > 0,
            config.zoneTransition(),
            Math::random);
    CoordinatorAccess coordinator =
        new HttpCoordinator(nodes.another(), config.security(), key, stunServers::ask, relays::ask);
    return new CoordinatedPresence(
        player, admission, coordinator, links, zones, reports, ownSwitch, loop, PeerPlane::now);
  }

  /** What keeps all players of this process from others. */
  public List<Trouble> troubles() {
    List<Trouble> all = new ArrayList<>();
    stunServers.trouble().ifPresent(said -> all.add(new Trouble(Topic.COORDINATOR, said)));
    if (stunServers.authentication().orElse(BY_SERVICE).equals(BY_SERVICE)) {
      JwtExpiry.sentence(config.security().jwtToken(), Instant.now())
          .ifPresent(said -> all.add(new Trouble(Topic.TOKEN, said)));
    }
    if (nat.get() == NatType.BLOCKED) {
      all.add(new Trouble(Topic.UDP, NatType.BLOCKED_SENTENCE));
    }
    relays.trouble().ifPresent(said -> all.add(new Trouble(Topic.RELAY, said)));
    return all;
  }

  /** What has become of links since start. */
  public LinkTotals.Snapshot totals() {
    return links.totals().snapshot();
  }

  public PeerLinks links() {
    return links;
  }

  /** With which all players of this process sign what they say. */
  public PlayerKey key() {
    return key;
  }

  @Override
  public void close() {
    stunServers.close();
    ticks.cancel(false);
    links.close();
  }

  private static long now() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  private static CoordinatorStats.Levels levels(
      PeerLinks links, int inView, int linked, NatType nat) {
    List<PeerLinks.View> views = links.views();
    long direct = views.stream().filter(view -> view.path() == LinkPath.DIRECT).count();
    return new CoordinatorStats.Levels(direct, views.size() - direct, inView, linked, nat);
  }

  private static CoordinatorNode node(ProxyConfig.P2p config, URI rest) {
    return new CoordinatorNode(
        new CoordinatorClient(CoordinatorSettings.of(config, rest, config.timeout())),
        rest.getScheme() + "://" + rest.getAuthority());
  }

  /** Waits a little for the coordinator; one that does not answer now is asked again later. */
  private static void await(StunServers stunServers, ProxyConfig.P2p config) {
    try {
      stunServers.ask().get(START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      noCoordinator(stunServers, config, e.getCause().getMessage());
    } catch (TimeoutException e) {
      stunServers.isSlow();
      noCoordinator(stunServers, config, "The coordinator does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void noCoordinator(
      StunServers stunServers, ProxyConfig.P2p config, String problem) {
    if (!config.fallbackOnFailure()) {
      throw new IllegalArgumentException(
          problem
              + "; start it, or set zones.fallback_on_failure to true to play over the server alone");
    }
    stunServers.trouble().ifPresent(log::warn);
  }

  private static void warnOfWeakness(ProxyConfig.Security security) {
    JwtExpiry.sentence(security.jwtToken(), Instant.now()).ifPresent(log::warn);
    if (!security.seal()) {
      log.warn(
          "security.enable_encryption is false: messages to peers have no inner seal unless the"
              + " peer wants it; links are TLS 1.3, and datagrams sealed, all the same");
    }
    if (!security.authentication()) {
      log.warn(
          "security.enable_authentication is false: only a coordinator in mode none lets you in");
    }
    if (!security.certificateValidation()) {
      log.warn(
          "security.certificate_validation is false: anybody between you and the coordinator can"
              + " pretend to be it");
    }
  }
}
