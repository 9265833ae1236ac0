package org.rop2p.testbed.era;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.RoProxy;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.stats.ProxyStats;
import org.rop2p.proxy.stats.ProxyStats.LinkStats;
import org.rop2p.testbed.client.ClientConfig;
import org.rop2p.testbed.client.HeadlessClient;
import org.rop2p.testbed.client.ScreenEvent;
import org.rop2p.testbed.client.ScreenEvent.Disconnected;
import org.rop2p.testbed.client.ScreenEvent.MapShown;
import org.rop2p.testbed.server.DefaultWorld;
import org.rop2p.testbed.server.ServerEvent;
import org.rop2p.testbed.server.StandInServer;

/** A client, its proxy, and what happens on its screen when it acts. */
final class PlayerAtHome implements AutoCloseable {
  static final String PASSWORD = "secret";

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** A fast disk. */
  private static final Duration LOAD_TIME = Duration.ofMillis(50);

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final StandInServer server;
  private final RoProxy proxy;
  private final HeadlessClient client;
  private final String user;

  PlayerAtHome(
      String user, Era era, StandInServer server, URI coordinator, InetSocketAddress stun) {
    this.user = user;
    this.server = server;
    proxy =
        RoProxy.start(
            ProxyConfig.defaults()
                .withServer(Backstage.loopback(server.loginPort()))
                .withListen(Backstage.loopback(0))
                .withPacketVersion(era.version())
                .withKeys(era.keys())
                .withZones(List.of(DefaultWorld.TOWN))
                .withCoordinator(coordinator)
                .withStunServers(List.of(stun))
                .withLoopbackCandidates(true));
    client =
        HeadlessClient.start(
            ClientConfig.of(proxy.listenAddress(), user, PASSWORD)
                .withVersion(era.version())
                .withKeys(era.keys())
                .withLoadTime(LOAD_TIME));
  }

  int account() {
    return server.accountId(user);
  }

  HeadlessClient client() {
    return client;
  }

  ProxyStats stats() {
    return proxy.stats();
  }

  <T extends ScreenEvent> List<T> saw(Class<T> type, Predicate<T> wanted) {
    return client.screen().events(type).stream().filter(wanted).toList();
  }

  /** Waits until the screen shows it, or has shown it. */
  <T extends ScreenEvent> void sees(Class<T> type, Predicate<T> wanted)
      throws InterruptedException {
    assertTrue(
        client.screen().await(type, wanted, PATIENCE).isPresent(),
        () ->
            user + " waits for " + type.getSimpleName() + " and sees " + client.screen().events());
  }

  /** Does something and waits until the screen shows what it leads to. */
  <T extends ScreenEvent> void sees(Class<T> type, Predicate<T> wanted, Runnable after)
      throws InterruptedException {
    int mark = client.screen().mark();
    after.run();
    assertTrue(
        client.screen().await(mark, type, wanted, PATIENCE).isPresent(),
        () ->
            user + " waits for " + type.getSimpleName() + " and sees " + client.screen().events());
  }

  /** Waits for the map and for a direct link to the one other player. */
  void joins() throws InterruptedException {
    assertTrue(
        client.awaitPlaying(PATIENCE),
        () -> user + " does not get into the game: " + client.screen().events());
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!linked() && end - System.nanoTime() > 0) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    assertTrue(linked(), () -> user + " has no direct link: " + stats());
  }

  private boolean linked() {
    List<LinkStats> links = stats().links();
    return links.size() == 1 && links.get(0).path().equals("direct");
  }

  void says(String line) {
    assertTrue(client.say(RawText.ascii(line)));
  }

  void shows(int emote) {
    assertTrue(client.emote(emote));
  }

  void setsOut(Cell to) {
    assertTrue(client.walk(to));
  }

  /** Waits until the character stands on a cell. */
  void arrives(Cell at) throws InterruptedException {
    assertTrue(
        server
            .log()
            .await(
                ServerEvent.Moved.class,
                moved -> moved.account() == account() && moved.at().cell().equals(at),
                PATIENCE)
            .isPresent(),
        () -> user + " does not get to " + at + ": " + server.log().snapshot());
  }

  /** Goes elsewhere, as a game master may, and waits until it is there. */
  void warps(String map, Cell at) throws InterruptedException {
    entersMap(
        shown -> shown.zone().equals(map) && shown.at().equals(at),
        () -> says("@warp %s %d %d".formatted(map, at.x(), at.y())));
  }

  void choosesCharacterAgain(String map) throws InterruptedException {
    entersMap(shown -> shown.zone().equals(map), () -> assertTrue(client.backToCharSelect()));
  }

  /** Waits for the map on the screen, and until the server has heard that it is there. */
  private void entersMap(Predicate<MapShown> wanted, Runnable after) throws InterruptedException {
    int mark = server.log().size();
    sees(MapShown.class, wanted, after);
    assertTrue(
        server
            .log()
            .await(
                mark,
                ServerEvent.MapEntered.class,
                entered -> entered.account() == account(),
                PATIENCE)
            .isPresent());
  }

  void quits() throws InterruptedException {
    sees(Disconnected.class, Disconnected::expected, () -> assertTrue(client.quit()));
  }

  @Override
  public void close() {
    client.close();
    proxy.close();
  }
}
