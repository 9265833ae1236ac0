package org.rop2p.bench.world;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.rop2p.codec.view.Cell;
import org.rop2p.testbed.client.ClientConfig;
import org.rop2p.testbed.client.HeadlessClient;
import org.rop2p.testbed.client.ScreenEvent;
import org.rop2p.testbed.process.CoordinatorProgram;
import org.rop2p.testbed.process.CoordinatorSettings;
import org.rop2p.testbed.server.DefaultWorld;
import org.rop2p.testbed.server.StandInBuilder;
import org.rop2p.testbed.server.StandInServer;
import org.rop2p.testbed.server.Timing;

/**
 * A stand-in server in this process and a coordinator in another, which believes everybody. On
 * loopback.
 */
public final class Town implements AutoCloseable {
  /** The map on which everybody is. */
  public static final String ZONE = DefaultWorld.TOWN;

  /** In the middle of open ground. */
  public static final Cell CENTRE = DefaultWorld.SPAWN.cell();

  private static final Duration START = Duration.ofSeconds(60);
  private static final String PASSWORD = "secret";

  /** A queue behind a stall shall cost what it must, not what an idle rAthena makes of it. */
  private static final Duration BACKLOG_CYCLE = Duration.ofMillis(1);

  private final StandInServer server;
  private final CoordinatorProgram coordinator;
  private final List<HeadlessClient> clients = new ArrayList<>();

  private Town(StandInServer server, CoordinatorProgram coordinator) {
    this.server = server;
    this.coordinator = coordinator;
  }

  /**
   * Starts both; nobody plays yet.
   *
   * @param policy YAML of the zone's lanes: {@code {chat: mirror}}; empty: all as wide as it gets
   * @throws IOException with a sentence for people
   */
  public static Town open(Programs programs, List<Resident> residents, String policy)
      throws IOException, InterruptedException {
    StandInBuilder setup =
        StandInServer.builder().timing(Timing.DEFAULT.withBacklogCycle(BACKLOG_CYCLE));
    for (int i = 0; i < residents.size(); i++) {
      Resident resident = residents.get(i);
      setup
          .account(user(i), PASSWORD, "Bench" + i, 'F')
          .spawn(ZONE, resident.at().x(), resident.at().y())
          .latency(resident.latency())
          .jitter(resident.jitter());
    }
    StandInServer server = setup.start();
    try {
      return new Town(
          server,
          CoordinatorProgram.start(
              programs.coordinator(),
              new CoordinatorSettings(0, 0, policy.isEmpty() ? Map.of() : Map.of(ZONE, policy)),
              START));
    } catch (IOException | InterruptedException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static String user(int index) {
    return "bench" + index;
  }

  /** The login server. */
  public InetSocketAddress login() {
    return loopback(server.loginPort());
  }

  /** The coordinator's REST root. */
  public URI coordinator() {
    return coordinator.restApi();
  }

  /** The account of a resident, which is his unit, too. */
  public int account(int index) {
    return server.accountId(user(index));
  }

  /** What a proxy is told to play here, with links. */
  public List<String> playArguments() {
    List<String> arguments = new ArrayList<>(relayArguments());
    arguments.addAll(
        List.of("--coordinator", coordinator().toString(), "--zones", ZONE, "--loopback-links"));
    return arguments;
  }

  /** What a proxy is told to play here, without. */
  public List<String> relayArguments() {
    return List.of(
        "play", "--server", "127.0.0.1:" + server.loginPort(), "--listen", "127.0.0.1:0");
  }

  /** A resident's client at work, with the watcher on its thread; it logs in meanwhile. */
  public HeadlessClient logIn(int index, InetSocketAddress login, Consumer<ScreenEvent> watcher) {
    HeadlessClient client =
        HeadlessClient.start(ClientConfig.of(login, user(index), PASSWORD), watcher);
    clients.add(client);
    return client;
  }

  /**
   * How a client elsewhere logs in.
   *
   * @param index of the resident
   */
  public static ClientConfig client(int index, InetSocketAddress login) {
    return ClientConfig.of(login, user(index), PASSWORD);
  }

  /** Blocks until all who have logged in stand on the map. */
  public void awaitPlaying() throws IOException, InterruptedException {
    for (HeadlessClient client : clients) {
      if (!client.ended() && !client.awaitPlaying(START)) {
        throw new IOException("a player of the benchmark did not get into the game");
      }
    }
  }

  @Override
  public void close() throws IOException {
    clients.parallelStream().forEach(HeadlessClient::close);
    try {
      coordinator.close();
    } finally {
      server.close();
    }
  }

  /** An address on this machine. */
  public static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
