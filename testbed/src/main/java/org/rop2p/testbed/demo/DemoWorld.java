package org.rop2p.testbed.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.AcceptLogin;
import org.rop2p.coordinator.Coordinator;
import org.rop2p.coordinator.config.AuthConfig;
import org.rop2p.coordinator.config.AuthMode;
import org.rop2p.coordinator.config.CoordinatorConfig;
import org.rop2p.proxy.RoProxy;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.testbed.client.ClientConfig;
import org.rop2p.testbed.client.HeadlessClient;
import org.rop2p.testbed.client.ScreenEvent;
import org.rop2p.testbed.server.DefaultWorld;
import org.rop2p.testbed.server.ServerLog;
import org.rop2p.testbed.server.StandInBuilder;
import org.rop2p.testbed.server.StandInServer;
import org.rop2p.transport.stun.StunServer;

/** Everything that runs during a demo, on loopback, in this process. */
final class DemoWorld implements AutoCloseable {
  private static final long START_SECONDS = 20;

  private final PacketVersion version;
  private final StandInServer server;
  private final StunServer stun;
  private final Coordinator coordinator;
  private final List<Seat> seats = new ArrayList<>();
  private boolean coordinatorRuns = true;

  /**
   * Starts the servers, nobody plays yet.
   *
   * @throws IOException in words for people
   */
  DemoWorld(DemoOptions options) throws IOException, InterruptedException {
    version = options.version();
    StandInBuilder setup =
        StandInServer.builder().packetVersion(options.version()).seed(options.seed());
    for (int i = 0; i < options.players() + options.unproxied(); i++) {
      setup
          .account(Roster.user(i), Roster.PASSWORD, Roster.name(i), i % 2 == 0 ? 'F' : 'M')
          .latency(options.latency());
    }
    server = setup.start();
    stun = openStun();
    coordinator = startCoordinator();
  }

  private StunServer openStun() throws IOException {
    try {
      return StunServer.open(loopback(0));
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  private Coordinator startCoordinator() throws IOException, InterruptedException {
    CoordinatorConfig config =
        CoordinatorConfig.DEVELOPMENT
            .withPort(0)
            .withAuth(auth())
            .withStunServers(List.of("stun:127.0.0.1:" + stun.port()));
    try {
      return Coordinator.start(config)
          .toCompletionStage()
          .toCompletableFuture()
          .get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      stun.close();
      server.close();
      throw new IOException("the coordinator does not start: " + e.getMessage(), e);
    }
  }

  /** Clients too old for web auth tokens are believed. */
  private AuthConfig auth() {
    if (!AcceptLogin.carriesToken(Protocol.of(version))) {
      return AuthConfig.none();
    }
    return new AuthConfig(
        AuthMode.RATHENA_WEB,
        URI.create("http://127.0.0.1:" + server.webPort()),
        AuthConfig.DEFAULT_WORLD_NAME,
        "",
        AuthConfig.DEFAULT_TOKEN_LIFETIME);
  }

  /** Sits a player down; the client logs in while this returns. */
  Seat seat(int index, boolean proxied, BiConsumer<Integer, ScreenEvent> watcher) {
    InetSocketAddress login = loopback(server.loginPort());
    RoProxy proxy = null;
    LinkCut scissors = null;
    if (proxied) {
      scissors = new LinkCut(stun.port());
      proxy = RoProxy.start(proxyConfig(login), scissors);
      login = proxy.listenAddress();
    }
    int account = server.accountId(Roster.user(index));
    HeadlessClient client =
        HeadlessClient.start(
            ClientConfig.of(login, Roster.user(index), Roster.PASSWORD).withVersion(version),
            event -> watcher.accept(account, event));
    Seat seat = new Seat(Roster.name(index), account, client, proxy, scissors);
    seats.add(seat);
    return seat;
  }

  private ProxyConfig proxyConfig(InetSocketAddress login) {
    return ProxyConfig.defaults()
        .withServer(login)
        .withListen(loopback(0))
        .withPacketVersion(version)
        .withZones(List.of(DefaultWorld.TOWN))
        .withCoordinator(URI.create("http://127.0.0.1:" + coordinator.port() + "/api/v1"))
        .withStunServers(List.of(loopback(stun.port())))
        .withLoopbackCandidates(true);
  }

  List<Seat> seats() {
    return seats;
  }

  ServerLog serverLog() {
    return server.log();
  }

  /** The NPC to talk to. */
  int guide() {
    return server.npcId(DefaultWorld.GUIDE_NAME.toString());
  }

  /** Ends the coordinator as a crash of its machine would, and waits until it is gone. */
  void killCoordinator() throws InterruptedException {
    if (coordinatorRuns) {
      coordinatorRuns = false;
      try {
        coordinator
            .close()
            .toCompletionStage()
            .toCompletableFuture()
            .get(START_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        throw new IllegalStateException("the coordinator does not end", e);
      }
    }
  }

  /** Everybody leaves by the menu; true if all were let go in time. */
  boolean quitAll(Duration patience) throws InterruptedException {
    seats.forEach(seat -> seat.client().quit());
    long end = System.nanoTime() + patience.toNanos();
    boolean all = true;
    for (Seat seat : seats) {
      Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      all &=
          seat.client()
              .screen()
              .await(ScreenEvent.Disconnected.class, event -> true, left)
              .isPresent();
    }
    return all;
  }

  /** Players first, so that nobody sees the servers go. */
  @Override
  public void close() {
    seats.forEach(seat -> seat.client().close());
    seats.stream().filter(Seat::proxied).forEach(seat -> seat.proxy().close());
    try {
      killCoordinator();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stun.close();
    server.close();
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
