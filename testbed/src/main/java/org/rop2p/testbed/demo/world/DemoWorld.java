package org.rop2p.testbed.demo.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.AcceptLogin;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.testbed.client.ClientConfig;
import org.rop2p.testbed.client.HeadlessClient;
import org.rop2p.testbed.client.ScreenEvent;
import org.rop2p.testbed.process.CoordinatorProgram;
import org.rop2p.testbed.process.CoordinatorSettings;
import org.rop2p.testbed.process.JavaProgram;
import org.rop2p.testbed.process.RedisProgram;
import org.rop2p.testbed.server.DefaultWorld;
import org.rop2p.testbed.server.NpcSpec;
import org.rop2p.testbed.server.Place;
import org.rop2p.testbed.server.StandInBuilder;
import org.rop2p.testbed.server.StandInServer;
import org.rop2p.transport.stun.StunServer;

/**
 * Everything that runs during a demo; servers and clients are in this process, proxies where the
 * {@link Site} has them.
 */
public final class DemoWorld implements AutoCloseable {
  /** The middle of the square: a part of the town without portals. */
  public static final Place CENTRE = Place.of(DefaultWorld.TOWN, 156, 295);

  /** Where the NPC stands: nobody walks there. */
  public static final Cell HERALD = new Cell(CENTRE.cell().x() - 1, CENTRE.cell().y() + 2);

  /** A place on another map, for whoever leaves the zone. */
  public static final Place ELSEWHERE = DefaultWorld.INDOORS_ENTRY;

  private static final RawText HERALD_NAME = RawText.ascii("Herald#demo");
  private static final int HERALD_JOB = 105;
  private static final int SECRET_BYTES = 32;
  private static final Duration START = Duration.ofSeconds(40);

  private final DemoOptions options;
  private final Programs programs;
  private final Site site;
  private final StandInServer server;
  private final StunServer stun;
  private final List<CoordinatorProgram> coordinators = new ArrayList<>();
  private RedisProgram redis;
  private final List<Seat> seats = new ArrayList<>();
  private final List<PlayedProxy> proxies = new ArrayList<>();

  /**
   * Starts the servers and the proxies; nobody plays yet.
   *
   * @throws IOException in words for people
   */
  public DemoWorld(DemoOptions options, Programs programs, Site site)
      throws IOException, InterruptedException {
    this.options = options;
    this.programs = programs;
    this.site = site;
    server = setup(options).address(site.servers()).start();
    StunServer openedStun = null;
    try {
      openedStun =
          site.stun().isEmpty() ? StunServer.open(new InetSocketAddress(site.servers(), 0)) : null;
      stun = openedStun;
      startCoordinators();
      startProxies();
    } catch (IOException | InterruptedException | RuntimeException e) {
      closeAll(openedStun);
      throw e;
    }
  }

  private static StandInBuilder setup(DemoOptions options) {
    StandInBuilder setup =
        StandInServer.builder()
            .packetVersion(options.version())
            .seed(options.seed())
            .npc(
                new NpcSpec(
                    new Place(CENTRE.map(), HERALD),
                    HERALD_JOB,
                    HERALD_NAME,
                    List.of(List.of("[Herald]", "This is a demo."), List.of("[Herald]", "Well?")),
                    List.of("Who are you?", "What is this?", "Cancel"),
                    List.of("The herald.", "A demo.", "Enjoy your stay.")));
    for (int i = 0; i < options.players() + options.unproxied(); i++) {
      setup
          .account(Roster.user(i), Roster.PASSWORD, Roster.name(i), i % 2 == 0 ? 'F' : 'M')
          .spawn(CENTRE.map(), CENTRE.cell().x(), CENTRE.cell().y())
          .latency(options.latency())
          .jitter(options.jitter());
    }
    return setup;
  }

  private void startCoordinators() throws IOException, InterruptedException {
    Map<String, String> more = new HashMap<>(site.coordinator());
    if (options.nodes()) {
      redis = RedisProgram.start();
      byte[] secret = new byte[SECRET_BYTES];
      new SecureRandom().nextBytes(secret);
      more.put("jwt_secret", "\"" + HexFormat.of().formatHex(secret) + "\"");
      more.put("redis", "{host: 127.0.0.1, port: %d}".formatted(redis.port()));
    }
    for (int i = 0; i < (options.nodes() ? 2 : 1); i++) {
      coordinators.add(CoordinatorProgram.start(programs.coordinator(), settings(more), START));
    }
  }

  private CoordinatorSettings settings(Map<String, String> more) {
    PacketVersion version = options.version();
    // Clients too old for web auth tokens are believed.
    int webPort = AcceptLogin.carriesToken(Protocol.of(version)) ? server.webPort() : 0;
    String movement =
        options.movement() == DemoOptions.Movement.OFFLOAD
            ? "{movement: offload}"
            : "{movement: mirror}";
    return new CoordinatorSettings(
        webPort,
        stun == null ? 0 : stun.port(),
        Map.of(DefaultWorld.TOWN, movement),
        site.servers(),
        more);
  }

  private void startProxies() throws IOException, InterruptedException {
    List<ProxyOutside> outside = new ArrayList<>();
    for (int i = 0; i < options.players(); i++) {
      if (options.processes() || site.apart()) {
        ProxyOutside proxy =
            new ProxyOutside(
                "the proxy of " + Roster.name(i),
                proxyProgram(),
                site.before(i),
                site.listen(i),
                arguments(i));
        outside.add(proxy);
        proxies.add(proxy);
      } else {
        proxies.add(new ProxyInside(proxyConfig(), stun.port()));
      }
    }
    for (ProxyOutside proxy : outside) {
      proxy.awaitReady(START);
    }
  }

  private JavaProgram proxyProgram() {
    return options.faults() ? programs.weakProxy() : programs.proxy();
  }

  private List<String> arguments(int player) {
    List<String> arguments = new ArrayList<>();
    if (options.faults()) {
      arguments.add(Integer.toString(stunServers().get(0).getPort()));
    }
    arguments.addAll(
        List.of(
            "play",
            "--server",
            text(new InetSocketAddress(site.servers(), server.loginPort())),
            "--packetver",
            options.version().toString(),
            "--page",
            "off",
            "--zones",
            DefaultWorld.TOWN,
            "--coordinator",
            coordinators.stream()
                .map(node -> node.restApi().toString())
                .collect(Collectors.joining(",")),
            "--stun",
            stunServers().stream().map(DemoWorld::text).collect(Collectors.joining(","))));
    arguments.addAll(site.options(player));
    return arguments;
  }

  private ProxyConfig proxyConfig() {
    return ProxyConfig.defaults()
        .withServer(loopback(server.loginPort()))
        .withListen(loopback(0))
        .withPacketVersion(options.version())
        .withZones(List.of(DefaultWorld.TOWN))
        .withCoordinators(coordinators.stream().map(CoordinatorProgram::restApi).toList())
        .withStunServers(List.of(loopback(stun.port())))
        .withLoopbackCandidates(true);
  }

  private List<InetSocketAddress> stunServers() {
    return stun == null ? site.stun() : List.of(new InetSocketAddress(site.servers(), stun.port()));
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  /** Gives a player a seat; {@link Seat#logIn} begins to play. */
  public Seat seat(int index, BiConsumer<Integer, ScreenEvent> watcher) {
    int account = server.accountId(Roster.user(index));
    Seat seat =
        new Seat(
            Roster.name(index),
            account,
            index < proxies.size() ? proxies.get(index) : null,
            new InetSocketAddress(site.servers(), server.loginPort()),
            login ->
                HeadlessClient.start(
                    ClientConfig.of(login, Roster.user(index), Roster.PASSWORD)
                        .withVersion(options.version()),
                    event -> watcher.accept(account, event)));
    seats.add(seat);
    return seat;
  }

  public List<Seat> seats() {
    return List.copyOf(seats);
  }

  public StandInServer server() {
    return server;
  }

  /** The only one, or the first of two. */
  public CoordinatorProgram coordinator() {
    return coordinators.get(0);
  }

  public List<CoordinatorProgram> coordinators() {
    return List.copyOf(coordinators);
  }

  /** Of two coordinators; else null. */
  public RedisProgram redis() {
    return redis;
  }

  /** The unit id of the NPC to talk to. */
  public int herald() {
    return server.npcId(HERALD_NAME.toString());
  }

  /** Everybody leaves by the menu; true if all were let go in time. */
  public boolean quitAll(Duration patience) throws InterruptedException {
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

  @Override
  public void close() {
    closeAll(stun);
  }

  /** Players first, so that nobody sees the servers go. */
  private void closeAll(StunServer openedStun) {
    try {
      seats.forEach(Seat::close);
      proxies.parallelStream().forEach(DemoWorld::end);
      for (CoordinatorProgram coordinator : coordinators) {
        coordinator.close();
      }
      if (redis != null) {
        redis.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (openedStun != null) {
        openedStun.close();
      }
      server.close();
    }
  }

  private static void end(PlayedProxy proxy) {
    try {
      proxy.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
