package org.rop2p.proxy.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.transport.stun.StunServer;

/** All checks at once, of a machine with a silent game server, a coordinator and STUN servers. */
@Timeout(60)
class DoctorTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  /** A port of this machine on which nobody listens. */
  private static final InetSocketAddress NO_PAGE = new InetSocketAddress(LOOPBACK, 1);

  private ServerSocket game;
  private StunServer stun;

  @BeforeEach
  void start() throws IOException {
    game = new ServerSocket(0, 50, LOOPBACK);
    stun = StunServer.open(new InetSocketAddress(LOOPBACK, 0));
  }

  @AfterEach
  void stop() throws IOException {
    game.close();
    stun.close();
  }

  @Test
  void allIsWell() throws IOException {
    String told =
        """
        {"p2p_enabled": true, "authentication": "none", "client_date": "20211103",
         "game_server": "127.0.0.1:%d", "stun_servers": ["stun:127.0.0.1:%d"]}
        """
            .formatted(game.getLocalPort(), stun.port());
    try (StandInCoordinator coordinator = StandInCoordinator.with(told)) {
      Diagnosis diagnosis = Doctor.examine(patient(coordinator.url(), null, NO_PAGE));
      assertEquals(Verdict.GOOD, diagnosis.verdict(), diagnosis.text());
      assertEquals("All is well: you can play.", diagnosis.sentence());
      Map<Topic, Check> checks = byTopic(diagnosis);
      assertEquals(Topic.values().length, checks.size());
      assertEquals(Status.OK, checks.get(Topic.SERVER).status(), "named by the coordinator");
      assertEquals(Status.OK, checks.get(Topic.UDP).status());
      assertEquals(Status.OK, checks.get(Topic.CLOCK).status(), "by the Date of the answer");
      assertEquals(Status.SKIPPED, checks.get(Topic.MAPPING).status(), "as privacy is relay");
      JsonNode json = diagnosis.toJson();
      assertEquals("good", json.path("verdict").asText());
      assertEquals("java", json.path("checks").path(0).path("id").asText());
      assertTrue(json.path("checks").path(0).path("remedy").isNull());
      assertEquals(diagnosis.text(), json.path("text").asText());
    }
  }

  @Test
  void nothingIsWellAndTheAnswerComesInTime() throws IOException {
    int port = game.getLocalPort();
    game.close();
    try (DatagramSocket silent = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
        ServerSocket mute = new ServerSocket(0, 50, LOOPBACK)) {
      Patient ill =
          patient("http://127.0.0.1:%d/api/v1".formatted(mute.getLocalPort()), null, NO_PAGE);
      ProxyConfig config =
          ill.config()
              .withServer(InetSocketAddress.createUnresolved("127.0.0.1", port))
              .withStunServers(List.of(new InetSocketAddress(LOOPBACK, silent.getLocalPort())));
      long begun = System.nanoTime();
      Diagnosis diagnosis =
          Doctor.examine(
              new Patient(
                  config, Optional.empty(), Optional.empty(), "test", NO_PAGE, Optional.empty()));
      assertTrue(Duration.ofNanos(System.nanoTime() - begun).toSeconds() < 15, "in time");
      assertEquals(Verdict.BAD, diagnosis.verdict());
      assertEquals("You cannot play yet; to be mended: Game server.", diagnosis.sentence());
      Map<Topic, Check> checks = byTopic(diagnosis);
      assertEquals(
          "127.0.0.1:%d refuses the connection.".formatted(port),
          checks.get(Topic.SERVER).sentence());
      assertEquals(Status.FAIL, checks.get(Topic.COORDINATOR).status());
      assertEquals(
          "UDP is blocked, or the STUN server does not answer: everything goes over the server.",
          checks.get(Topic.UDP).sentence());
    }
  }

  @Test
  void aCoordinatorThatIsAwayIsNoReasonNotToPlay() throws IOException {
    String gone;
    try (ServerSocket free = new ServerSocket(0, 50, LOOPBACK)) {
      gone = "http://127.0.0.1:%d/api/v1".formatted(free.getLocalPort());
    }
    ProxyConfig config =
        patient(gone, null, NO_PAGE)
            .config()
            .withDisplay(
                ProxyConfig.defaults().display().withPage(new ProxyConfig.Page(true, 7_000)));
    Patient remembers =
        Patient.of(config, Optional.of((InetSocketAddress) game.getLocalSocketAddress()), "test");
    assertEquals(7_000, remembers.page().getPort(), "where its page is");
    Check server = byTopic(Doctor.examine(remembers)).get(Topic.SERVER);
    assertEquals(Status.OK, server.status(), server.sentence());
  }

  @Test
  void whoPlaysAlreadyIsNotInHisOwnWay() throws IOException {
    try (ServerSocket listening = new ServerSocket(0, 50, LOOPBACK);
        StandInCoordinator page = new StandInCoordinator()) {
      InetSocketAddress listen = (InetSocketAddress) listening.getLocalSocketAddress();
      String where = "127.0.0.1:" + listen.getPort();
      page.answer(
          "/api/state",
          "{\"version\":\"0.1.0\",\"mode\":\"playing\",\"listen\":\"%s\"}".formatted(where));
      Diagnosis other = Doctor.examine(patient(null, listen, page.address()));
      assertEquals(
          "ro-p2p is running already and listens on %s.".formatted(where),
          byTopic(other).get(Topic.PORT).sentence());
      Diagnosis own = Doctor.examine(patient(null, listen, NO_PAGE).playing(listen));
      assertEquals(
          "ro-p2p listens on %s for clients.".formatted(where),
          byTopic(own).get(Topic.PORT).sentence());
      Diagnosis stranger = Doctor.examine(patient(null, listen, NO_PAGE));
      assertEquals(Status.FAIL, byTopic(stranger).get(Topic.PORT).status());
      assertFalse(stranger.text().contains(System.getProperty("user.home")), stranger.text());
    }
  }

  /** Its page may be where nobody has said. */
  @Test
  void anotherOneOfUsMayBeThePlayersOwn() throws IOException {
    try (ServerSocket listening = new ServerSocket(0, 50, LOOPBACK)) {
      InetSocketAddress listen = (InetSocketAddress) listening.getLocalSocketAddress();
      PortOwner other = new PortOwner(12, "java", false).asRoP2p();
      Check unknown = PortCheck.look(listen, Optional.empty(), Optional.empty(), port -> other);
      assertEquals(
          "Port %d is taken by another ro-p2p (process 12).".formatted(listen.getPort()),
          unknown.sentence());
      String end =
          "nd that program, or let ro-p2p listen on 127.0.0.2:%1$d (--listen, or listen.address in the configuration) and write 127.0.0.2 and %1$d into clientinfo.xml."
              .formatted(listen.getPort());
      assertEquals(
          Optional.of("If you play through it, name its page with --page PORT; if not, e" + end),
          unknown.remedy());
      RunningProxy second = new RunningProxy(true, "127.0.0.1:1", List.of(), List.of());
      Check known = PortCheck.look(listen, Optional.empty(), Optional.of(second), port -> other);
      assertEquals(Optional.of("E" + end), known.remedy());
    }
    assertEquals(Optional.empty(), RunningProxy.find(new InetSocketAddress(LOOPBACK, 0)));
  }

  @Test
  void aServerThatSpeaksOrHangsUpIsNoLoginServer() throws IOException {
    for (String greeting : List.of("SSH-2.0-x", "")) {
      Thread greeter =
          new Thread(
              () -> {
                try (var client = game.accept()) {
                  client.getOutputStream().write(greeting.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      greeter.start();
      Check check =
          GameServerCheck.look(
              Optional.of((InetSocketAddress) game.getLocalSocketAddress()),
              new InetSocketAddress(LOOPBACK, 1));
      assertEquals(Status.WARN, check.status());
      assertEquals(greeting.isEmpty(), check.sentence().contains("closes it at once"));
    }
  }

  private Patient patient(String coordinator, InetSocketAddress listen, InetSocketAddress page) {
    ProxyConfig config =
        ProxyConfig.defaults()
            .withListen(listen == null ? new InetSocketAddress(LOOPBACK, 0) : listen)
            .withP2p(p2p -> p2p.reach = p2p.reach.withPrivacy(ProxyConfig.Privacy.RELAY));
    if (coordinator != null) {
      config = config.withCoordinator(URI.create(coordinator));
    }
    return new Patient(
        config, Optional.empty(), config.packetVersion().date(), "test", page, Optional.empty());
  }

  private static Map<Topic, Check> byTopic(Diagnosis diagnosis) {
    Map<Topic, Check> checks = new EnumMap<>(Topic.class);
    diagnosis.checks().forEach(check -> checks.put(check.topic(), check));
    return checks;
  }
}
