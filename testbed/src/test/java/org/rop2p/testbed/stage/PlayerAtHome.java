package org.rop2p.testbed.stage;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.rop2p.codec.detect.ClientDate;
import org.rop2p.proxy.RoProxy;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.evidence.Evidence;
import org.rop2p.proxy.play.CharacterView;
import org.rop2p.proxy.play.Presence.Reach;
import org.rop2p.proxy.stats.ProxyStats;
import org.rop2p.proxy.words.WordsSettings;
import org.rop2p.testbed.demo.world.WeakLine;
import org.rop2p.testbed.server.DefaultWorld;
import org.rop2p.testbed.server.StandInServer;

/** A player behind a proxy of its own, whose line to other proxies can be made weak. */
public final class PlayerAtHome extends Player {
  private static final String DIRECT = "direct";
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final RoProxy proxy;
  private final WeakLine line;
  private final Wiretap tap;

  private PlayerAtHome(
      String user, Era era, StandInServer server, RoProxy proxy, WeakLine line, Wiretap tap) {
    super(user, era, server, proxy.listenAddress());
    this.proxy = proxy;
    this.line = line;
    this.tap = tap;
  }

  /** Starts the proxy and begins to log in. */
  static PlayerAtHome start(
      String user, Era era, StandInServer server, URI coordinator, InetSocketAddress stun) {
    WeakLine line = new WeakLine(stun.getPort());
    Wiretap tap = new Wiretap(line);
    RoProxy proxy =
        RoProxy.start(
            ProxyConfig.defaults()
                .withServer(Backstage.loopback(server.loginPort()))
                .withListen(Backstage.loopback(0))
                .withPacketVersion(era.told())
                .withKeys(era.keys())
                .withZones(List.of(DefaultWorld.TOWN))
                .withCoordinator(coordinator)
                .withStunServers(List.of(stun))
                .withLoopbackCandidates(true),
            tap,
            WordsSettings.DEFAULT);
    return new PlayerAtHome(user, era, server, proxy, line, tap);
  }

  public ProxyStats stats() {
    return proxy.stats();
  }

  /** The proxy itself; ends with the player. */
  public RoProxy proxy() {
    return proxy;
  }

  /** The client date that the proxy holds. */
  public ClientDate clientDate() {
    return proxy.clientDate();
  }

  /** Waits until the page would show so that the one other player is reached so. */
  public void awaitReach(Reach reach) {
    awaitTrue(
        () ->
            proxy.characters().stream()
                .flatMap(view -> view.players().stream())
                .map(CharacterView.Seen::reach)
                .toList()
                .equals(List.of(reach)),
        () -> user() + " waits to be shown " + reach + ": " + proxy.characters());
  }

  /** What Prometheus would read. */
  public String metrics() {
    return proxy.metrics();
  }

  /** What others have said to the player by peers, signed. */
  public Evidence evidence() {
    return proxy.evidence();
  }

  /** How often the proxy decided so, by {@code KIND.LANE.REASON}. */
  public long decided(String decision) {
    return stats().decisions().getOrDefault(decision, 0L);
  }

  /** How many datagrams with messages for peers have left the proxy. */
  public long toldPeers() {
    return tap.told();
  }

  /** The line to all other proxies, as {@link WeakLine#obey} takes it. */
  public void line(String command) {
    line.obey(command);
  }

  /** Waits for the map and for direct links to so many other proxies. */
  public void joins(int others) throws InterruptedException {
    entersGame();
    awaitStats(stats -> directLinks(stats) == others, "direct links to " + others);
  }

  /** Waits until no link is up. */
  public void losesAllLinks() {
    awaitStats(stats -> stats.links().isEmpty(), "the end of all links");
  }

  private static long directLinks(ProxyStats stats) {
    return stats.links().stream().filter(link -> link.path().equals(DIRECT)).count();
  }

  /** Nobody tells when these change: they are looked at again and again. */
  private void awaitStats(Predicate<ProxyStats> wanted, String what) {
    awaitTrue(() -> wanted.test(stats()), () -> user() + " waits for " + what + ": " + stats());
  }

  private static void awaitTrue(BooleanSupplier wanted, Supplier<String> complaint) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!wanted.getAsBoolean() && end - System.nanoTime() > 0) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    assertTrue(wanted.getAsBoolean(), complaint);
  }

  @Override
  public void close() {
    super.close();
    proxy.close();
  }
}
