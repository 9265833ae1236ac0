package org.rop2p.proxy;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.rop2p.codec.detect.ClientDate;
import org.rop2p.codec.obfuscation.KeyChoice;
import org.rop2p.proxy.config.OwnAddress;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.config.ProxyStartException;
import org.rop2p.proxy.doctor.TakenPort;
import org.rop2p.proxy.evidence.Evidence;
import org.rop2p.proxy.metrics.ProxyMetrics;
import org.rop2p.proxy.peer.Peers;
import org.rop2p.proxy.play.CharacterBook;
import org.rop2p.proxy.play.CharacterView;
import org.rop2p.proxy.record.Recorder;
import org.rop2p.proxy.relay.Listeners;
import org.rop2p.proxy.relay.ProtocolChoice;
import org.rop2p.proxy.relay.RelayCounters;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.stats.LinkTotals;
import org.rop2p.proxy.stats.ProxyStats;
import org.rop2p.proxy.trouble.Trouble;
import org.rop2p.proxy.words.P2pSwitch;
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
  private final ProtocolChoice protocols;
  private final KeyChoice keys;
  private final KindCounters kindCounters = new KindCounters();
  private final Evidence evidence = new Evidence();
  private final CharacterBook characters = new CharacterBook();
  private final Peers peers;
  private final Sessions sessions;
  private final ProxyMetrics metrics =
      new ProxyMetrics(counters.passTimes(), this::stats, this::linkTotals, characters::views);
  private final Listeners listeners;
  private final InetSocketAddress listenAddress;
  private Recorder recorder;

  private RoProxy(ProxyConfig config, DatagramFilter filter, WordsSettings words) {
    this.protocols = ProtocolChoice.of(config.packetVersion());
    this.keys = config.keys();
    this.peers = new Peers(kindCounters, counters::snapshot, workers, filter);
    this.sessions = new Sessions(config, words, peers, kindCounters, characters, evidence);
    openPeers(config);
    this.listeners =
        new Listeners(
            acceptors, workers, config.listen().getAddress(), protocols, keys, sessions, counters);
    protocols.awaitReady(); // read meanwhile: no event loop is to wait for it
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
      log.info("P2P is off: p2p.enabled is false in the configuration, or --no-p2p was given");
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
    return ProxyStats.of(counters.snapshot(), kindCounters, links());
  }

  private List<ProxyStats.LinkStats> links() {
    String local = peers.fingerprint();
    return peers.links().stream()
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
   * Links are made in another way from now on: those that stand end, whoever plays goes on. Blocks
   * for some seconds at most.
   *
   * @throws IllegalArgumentException with a sentence when that is impossible; all stays as it was
   */
  public void linkAs(ProxyConfig.P2p wanted) {
    peers.open(wanted);
  }

  /** The player's own switch for all of P2P. */
  public P2pSwitch ownSwitch() {
    return peers.ownSwitch();
  }

  /** How links are made, as last said. */
  public ProxyConfig.P2p linkedAs() {
    return peers.config();
  }

  /** Whether links can be made at all. */
  public boolean reachesPeers() {
    return peers.isOpen();
  }

  /** What is wrong with connections to the game's servers. */
  public List<Trouble> relayTroubles() {
    return listeners.troubles();
  }

  /** What keeps everybody from links; nothing that concerns one character alone. */
  public List<Trouble> linkTroubles() {
    return peers.troubles();
  }

  /** How many clients are connected to a map server, whether or not their characters are known. */
  public int clientsOnMaps() {
    return listeners.playing();
  }

  /**
   * Records all connections that begin from now on; once at most.
   *
   * @throws ProxyStartException with one sentence when nothing can be recorded there
   */
  public void record(Path folder) {
    try {
      recorder = Recorder.start(folder, () -> protocols.date().version(), keys);
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
    return peers.totals();
  }

  /** The characters that play, and whom they see. */
  public List<CharacterView> characters() {
    return characters.views();
  }

  /** The client date by which the next connection will be read, and why. */
  public ClientDate clientDate() {
    return protocols.date();
  }

  /** The last lines that peers signed and screens showed. */
  public Evidence evidence() {
    return evidence;
  }

  @Override
  public void close() {
    peers.close();
    listeners.close();
    acceptors.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    workers.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    if (recorder != null) {
      recorder.close();
    }
  }

  /** Who insists on a coordinator waits for it; else the game need not. */
  private void openPeers(ProxyConfig config) {
    if (config.p2p().fallbackOnFailure()) {
      peers.openSoon(config.p2p(), sessions::warmUp);
      return;
    }
    try {
      peers.open(config.p2p());
      sessions.warmUp();
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
        ? TakenPort.of(config.listen()).whenStarting()
        : "cannot listen on %s (%s): choose another address with --listen, or as listen.address in the configuration"
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
    if (OwnAddress.is(server, config.listen())) {
      throw new ProxyStartException(
          "--server and --listen are both %s: name the game server's own address"
              .formatted(Listeners.text(config.listen())));
    }
    return config.withServer(server);
  }
}
