package org.rop2p.proxy;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.obfuscation.KeyChoice;
import org.rop2p.coordinator.client.PlayerKey;
import org.rop2p.proxy.config.PlainHttp;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.config.ProxyStartException;
import org.rop2p.proxy.evidence.Evidence;
import org.rop2p.proxy.evidence.LineVerifier;
import org.rop2p.proxy.evidence.Signatures;
import org.rop2p.proxy.metrics.ProxyMetrics;
import org.rop2p.proxy.peer.PeerPlane;
import org.rop2p.proxy.play.CharacterBook;
import org.rop2p.proxy.play.CharacterView;
import org.rop2p.proxy.play.CommandsOnly;
import org.rop2p.proxy.play.PlayOptions;
import org.rop2p.proxy.play.PlaySession;
import org.rop2p.proxy.player.PlayerIdentity;
import org.rop2p.proxy.player.Players;
import org.rop2p.proxy.record.Recorder;
import org.rop2p.proxy.relay.CharSession;
import org.rop2p.proxy.relay.Listeners;
import org.rop2p.proxy.relay.LoginSession;
import org.rop2p.proxy.relay.MapSession;
import org.rop2p.proxy.relay.Redirect;
import org.rop2p.proxy.relay.RelayCounters;
import org.rop2p.proxy.relay.SessionHandler;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.routing.Lane;
import org.rop2p.proxy.routing.RoutingRules;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.stats.LinkTotals;
import org.rop2p.proxy.stats.ProxyStats;
import org.rop2p.proxy.words.WordsSettings;
import org.rop2p.transport.DatagramFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running proxy. Thread-safe. */
public final class RoProxy implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RoProxy.class);

  /** A player's machine runs the game beside us: two loops carry any number of its clients. */
  private static final int EVENT_LOOPS = 2;

  private static final int CLOSE_SECONDS = 3;

  private final EventLoopGroup acceptors =
      new NioEventLoopGroup(1, new DefaultThreadFactory("accept", true));
  private final EventLoopGroup workers =
      new NioEventLoopGroup(EVENT_LOOPS, new DefaultThreadFactory("relay", true));
  private final RelayCounters counters = new RelayCounters();
  private final Players players = new Players();
  private final Protocol protocol;
  private final KeyChoice keys;
  private final RoutingRules rules;
  private final KindCounters kindCounters = new KindCounters();
  private final AtomicInteger lastEpoch = new AtomicInteger();
  private final Evidence evidence = new Evidence();
  private final CharacterBook characters = new CharacterBook();
  private final WordsSettings words;
  private final ProxyMetrics metrics =
      new ProxyMetrics(this::stats, this::linkTotals, characters::views);
  private final PeerPlane peers;
  private final Signatures signatures;
  private final Listeners listeners;
  private final InetSocketAddress listenAddress;
  private Recorder recorder;

  private RoProxy(ProxyConfig config, DatagramFilter filter, WordsSettings words) {
    this.words = words;
    this.protocol = Protocol.of(config.packetVersion());
    this.keys = config.keys();
    this.rules = rules(config);
    this.peers = config.p2p().enabled() ? openPeers(config, filter) : null;
    this.signatures = peers == null ? null : signatures(peers.key());
    this.listeners =
        new Listeners(
            acceptors,
            workers,
            config.listen().getAddress(),
            protocol,
            keys,
            this::session,
            counters);
    this.listenAddress = listen(config);
  }

  /**
   * Starts listening; returns once clients can connect.
   *
   * @throws ProxyStartException with one sentence when that is impossible
   */
  public static RoProxy start(ProxyConfig config) {
    return start(config, DatagramFilter.PASS_ALL);
  }

  /**
   * As {@link #start(ProxyConfig)}.
   *
   * @param filter sees every datagram to and from peers; for tools that break links on purpose
   */
  public static RoProxy start(ProxyConfig config, DatagramFilter filter) {
    return start(config, filter, WordsSettings.SILENT);
  }

  /**
   * As {@link #start(ProxyConfig, DatagramFilter)}.
   *
   * @param words what players read and may type in the game
   */
  public static RoProxy start(ProxyConfig config, DatagramFilter filter, WordsSettings words) {
    RoProxy proxy = new RoProxy(checked(config), filter, words);
    log.info("P2P Network DLL initialized");
    if (!config.p2p().allowed()) {
      log.info("P2P is off: p2p.enabled is false in the configuration");
    } else if (config.p2p().coordinator() == null) {
      log.info("P2P is off: no coordinator is configured (--coordinator URL)");
    }
    log.info(
        "Listening on {}, playing on {}",
        Listeners.text(proxy.listenAddress),
        Listeners.text(config.server()));
    return proxy;
  }

  /** Where clients connect. */
  public InetSocketAddress listenAddress() {
    return listenAddress;
  }

  /** What has happened so far. */
  public ProxyStats stats() {
    return ProxyStats.of(counters.snapshot(), kindCounters, peers == null ? List.of() : links());
  }

  private List<ProxyStats.LinkStats> links() {
    String local = peers.links().fingerprint().hex();
    return peers.links().views().stream()
        .map(
            link ->
                new ProxyStats.LinkStats(
                    local,
                    link.fingerprint(),
                    link.path().label(),
                    link.setupMillis(),
                    link.rttMillis()))
        .toList();
  }

  /**
   * Records all connections that begin from now on; once at most.
   *
   * @throws ProxyStartException with one sentence when nothing can be recorded there
   */
  public void record(Path folder) {
    try {
      recorder = Recorder.start(folder, protocol, keys);
    } catch (IOException e) {
      throw new ProxyStartException(e.getMessage(), e);
    }
    listeners.show(recorder);
  }

  /** Everything that is counted, in Prometheus' text format. */
  public String metrics() {
    return metrics.scrape();
  }

  private LinkTotals.Snapshot linkTotals() {
    return peers == null ? new LinkTotals().snapshot() : peers.totals();
  }

  /** The characters that play, and whom they see. */
  public List<CharacterView> characters() {
    return characters.views();
  }

  /** The last lines that peers signed and screens showed. */
  public Evidence evidence() {
    return evidence;
  }

  @Override
  public void close() {
    if (peers != null) {
      peers.close();
    }
    listeners.close();
    acceptors.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    workers.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    if (recorder != null) {
      recorder.close();
    }
  }

  private SessionHandler session(ServerKind kind, Listeners all, Channel client) {
    Redirect redirect = new Redirect(all, client);
    return switch (kind) {
      case LOGIN -> new LoginSession(players, redirect);
      case CHAR -> new CharSession(protocol, players, redirect);
      case MAP -> new MapSession(players, redirect, player -> play(player, client));
    };
  }

  private Optional<SessionHandler> play(PlayerIdentity player, Channel client) {
    if (peers == null) {
      return words.command().isEmpty()
          ? Optional.empty()
          : Optional.of(new CommandsOnly(protocol, player.name(), words));
    }
    EventLoop loop = client.eventLoop();
    return Optional.of(
        new PlaySession(
            protocol,
            player,
            loop,
            peers.presence(player, loop),
            rules,
            kindCounters,
            () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()),
            this::nextEpoch,
            signatures,
            new PlayOptions(words, peers.ownSwitch(), characters)));
  }

  private Signatures signatures(PlayerKey key) {
    Signatures all =
        new Signatures(key::sign, new LineVerifier(), evidence, InstantSource.system());
    all.warmUp(key.signingKey());
    return all;
  }

  private static RoutingRules rules(ProxyConfig config) {
    Lane movement =
        switch (config.p2p().movement()) {
          case SERVER -> Lane.SERVER;
          case MIRROR -> Lane.MIRROR;
          case OFFLOAD -> Lane.OFFLOAD;
        };
    return new RoutingRules(
        config.routing().commandSymbols(),
        config.routing().chatRange(),
        config.routing().viewRange(),
        config.routing().walkPacket() == ProxyConfig.WalkPacket.ENTRY,
        new ZoneLanes(Lane.OFFLOAD, Lane.OFFLOAD, movement));
  }

  /** Larger at each call, also across restarts of the process: seconds since 1970 at least. */
  private int nextEpoch() {
    int seconds = (int) Instant.now().getEpochSecond();
    return lastEpoch.updateAndGet(
        last -> Integer.compareUnsigned(last, seconds) < 0 ? seconds : last + 1);
  }

  private PeerPlane openPeers(ProxyConfig config, DatagramFilter filter) {
    PlainHttp.Coordinators coordinators = PlainHttp.check(config.p2p());
    boolean none = coordinators.usable().isEmpty();
    coordinators
        .sentences()
        .forEach(
            sentence ->
                log.warn(
                    none ? "P2P is off, the game goes on over the server: {}" : "Left out: {}",
                    sentence));
    if (none) {
      return null;
    }
    try {
      return PeerPlane.open(
          config.p2p(), coordinators.usable(), kindCounters, counters::snapshot, workers, filter);
    } catch (IOException e) {
      log.warn(
          "P2P is off: no UDP socket can be had ({}); the game goes on over the server",
          e.getMessage());
      return null;
    } catch (IllegalArgumentException e) {
      workers.shutdownGracefully();
      acceptors.shutdownGracefully();
      throw new ProxyStartException(e.getMessage(), e);
    }
  }

  private InetSocketAddress listen(ProxyConfig config) {
    try {
      int port = listeners.listenForLogin(config.server(), config.listen().getPort()).get();
      return new InetSocketAddress(config.listen().getAddress(), port);
    } catch (ExecutionException e) {
      close();
      throw new ProxyStartException(cannotListen(config, e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new ProxyStartException("interrupted while starting", e);
    }
  }

  private static String cannotListen(ProxyConfig config, Throwable cause) {
    String where = Listeners.text(config.listen());
    return cause instanceof BindException && cause.getMessage().contains("in use")
        ? "port %d is in use by another program: end it or choose another with --listen %s:PORT"
            .formatted(config.listen().getPort(), config.listen().getHostString())
        : "cannot listen on %s (%s): choose another address with --listen"
            .formatted(where, cause.getMessage());
  }

  /**
   * The same with the server's name resolved, once: no event loop waits for name servers.
   *
   * @throws ProxyStartException with one sentence when its addresses cannot be used
   */
  public static ProxyConfig checked(ProxyConfig config) {
    if (config.listen().isUnresolved()) {
      throw new ProxyStartException(
          "the listen address %s is not known on this machine: use 127.0.0.1 or one of its own"
              .formatted(config.listen().getHostString()));
    }
    InetSocketAddress server =
        new InetSocketAddress(config.server().getHostString(), config.server().getPort());
    if (server.isUnresolved()) {
      throw new ProxyStartException(
          "the server name %s is not known: check the spelling of --server"
              .formatted(config.server().getHostString()));
    }
    if (config.listen().getPort() != 0
        && server.getPort() == config.listen().getPort()
        && (server.getAddress().equals(config.listen().getAddress())
            || (config.listen().getAddress().isAnyLocalAddress()
                && server.getAddress().isLoopbackAddress()))) {
      throw new ProxyStartException(
          "--server and --listen are both %s: name the game server's own address"
              .formatted(Listeners.text(config.listen())));
    }
    return config.withServer(server);
  }
}
