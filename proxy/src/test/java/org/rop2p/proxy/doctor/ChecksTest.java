package org.rop2p.proxy.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rop2p.codec.PacketVersion;
import org.rop2p.coordinator.api.ClientConfig;
import org.rop2p.coordinator.api.Health;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.config.ProxyConfig.Privacy;
import org.rop2p.transport.probe.NatKind;
import org.rop2p.transport.survey.MappingReport;
import org.rop2p.transport.survey.NatReport;

/** What each check makes of what was found. */
class ChecksTest {
  private static final URI PLACE = URI.create("https://game.example:8001/api/v1");
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final ProxyConfig ALONE = ProxyConfig.defaults();
  private static final ProxyConfig WITH = ALONE.withCoordinator(PLACE);

  @ParameterizedTest
  @CsvSource({
    "17, amd64,   64, OK,   'Java 17, 64 bit.'",
    "25, aarch64, '', OK,   'Java 25, 64 bit.'",
    "21, x86,     32, WARN, 'Java 21 is of 32 bit: links to other players need 64 bit.'",
    "11, amd64,   64, FAIL, 'Java 11 is too old.'",
  })
  void java(int feature, String architecture, String bits, Status status, String sentence) {
    Check check = JavaCheck.judge(feature, architecture, bits);
    assertEquals(status, check.status());
    assertEquals(sentence, check.sentence());
    assertEquals(status != Status.OK, check.remedy().isPresent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -        | -        | OK   | The client date is found out while you play.
          20211103 | -        | OK   | Client date 20211103:re.
          20211103 | 20211103 | OK   | Client date 20211103:re.
          20211103 | 20180621 | WARN | The client date is set to 20211103:re, but the coordinator says that this server's clients are of 20180621.
          20270101 | -        | WARN | The client date 20270101:main is in the future.
          20170614 | -        | OK   | Client date 20170614:re, whose clients may mask their packet ids: everything goes to the server, too.
          20110101 | -        | FAIL | Client date 20110101:main is not supported, as its packet ids are not known; nearest: 20101122:main
          """)
  void clientDate(String set, String told, Status status, String sentence) {
    Check check =
        ClientDateCheck.judge(
            Optional.ofNullable(set).map(PacketVersion::parse),
            Optional.ofNullable(told),
            LocalDate.of(2026, 11, 27));
    assertTrue(check.sentence().startsWith(sentence), check.sentence());
    assertEquals(status, check.status());
  }

  @Test
  void aServerThatIsNotReached() {
    InetSocketAddress name = InetSocketAddress.createUnresolved("ro.example", 6900);
    assertEquals(
        "ro.example:6900 refuses the connection.",
        GameServerCheck.unreachable(name, new ConnectException("refused")).sentence());
    assertEquals(
        "ro.example:6900 does not answer.",
        GameServerCheck.unreachable(name, new SocketTimeoutException("late")).sentence());
    assertEquals(
        "ro.example:6900 cannot be reached (No route to host).",
        GameServerCheck.unreachable(name, new NoRouteToHostException("No route to host"))
            .sentence());
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:6900, 127.0.0.1:6900, true",
    "127.0.0.1:6900, 0.0.0.0:6900, true",
    "127.0.0.2:6900, 127.0.0.1:6900, false",
    "127.0.0.1:6900, 127.0.0.1:6910, false",
    "192.0.2.1:6900, 0.0.0.0:6900, false"
  })
  void theProxyIsNotItsOwnServer(String server, String listen, boolean ourselves) {
    assertEquals(ourselves, GameServerCheck.isOurselves(address(server), address(listen)));
  }

  @ParameterizedTest(name = "{0}, {1} asked, {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UNKNOWN   | 0 | ''                                | SKIPPED | SKIPPED
          UNKNOWN   | 2 | ''                                | FAIL    | SKIPPED
          UNKNOWN   | 2 | 198.51.100.1:1                    | OK      | SKIPPED
          CONE      | 2 | 198.51.100.1:1 198.51.100.1:1     | OK      | OK
          NONE      | 2 | 198.51.100.1:1 198.51.100.1:1     | OK      | OK
          SYMMETRIC | 2 | 198.51.100.1:1 198.51.100.1:2     | OK      | WARN
          """)
  void nat(NatKind kind, int asked, String seen, Status udp, Status nat) {
    NatReport report = report(kind, asked, seen);
    assertEquals(udp, NatCheck.udp(report).status());
    assertEquals(nat, NatCheck.nat(report).status());
  }

  @Test
  void whatTheNatMeansIsSaid() {
    assertEquals(
        "UDP goes out; this machine is seen as 198.51.100.1:7.",
        NatCheck.udp(report(NatKind.CONE, 2, "198.51.100.1:7")).sentence());
    assertEquals(
        "UDP is blocked, or none of the 2 STUN servers answers: everything goes over the server.",
        NatCheck.udp(report(NatKind.UNKNOWN, 2, "")).sentence());
    assertEquals(
        "UDP is blocked, or the STUN server does not answer: everything goes over the server.",
        NatCheck.udp(report(NatKind.UNKNOWN, 1, "")).sentence());
    assertTrue(
        NatCheck.nat(report(NatKind.CONE, 2, "198.51.100.1:7"))
            .sentence()
            .contains("links work with nearly everybody. Whom it lets in cannot be told"));
    assertTrue(
        NatCheck.nat(report(NatKind.SYMMETRIC, 2, "198.51.100.1:7"))
            .sentence()
            .contains("go through a relay or are found by probing"));
  }

  @ParameterizedTest
  @EnumSource(MappingReport.class)
  void aRouterThatOpensNoPortMattersOnlyWhereTheNatIsHard(MappingReport report) {
    boolean granted = report == MappingReport.GRANTED;
    assertEquals(Status.OK, MappingCheck.judge(report, false).status());
    assertEquals(granted ? Status.OK : Status.WARN, MappingCheck.judge(report, true).status());
  }

  @Test
  void theRouterIsAskedAsOftenAsLinksWantIt() {
    assertTrue(MappingCheck.isWanted(WITH.p2p()));
    ProxyConfig relay = WITH.withP2p(p2p -> p2p.reach = p2p.reach.withPrivacy(Privacy.RELAY));
    ProxyConfig without = WITH.withP2p(p2p -> p2p.reach = p2p.reach.withPortMapping(false));
    for (ProxyConfig config : List.of(ALONE, relay, without)) {
      assertEquals(false, MappingCheck.isWanted(config.p2p()));
      assertEquals(Status.SKIPPED, MappingCheck.unwanted(config.p2p()).status());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ok       | true  | rathena-web | OK   | https://game.example:8001 answers; players are confirmed by rAthena's web-server.
          ok       | true  | none        | OK   | https://game.example:8001 answers; players are confirmed by nobody (mode none).
          ok       | false | none        | WARN | The admin has switched P2P off at https://game.example:8001: everything goes over the server.
          off      | true  | none        | WARN | The admin has switched P2P off at https://game.example:8001: everything goes over the server.
          degraded | true  | none        | WARN | https://game.example:8001 answers, but cannot reach its store.
          """)
  void coordinator(String health, boolean enabled, String mode, Status status, String sentence) {
    Check check = CoordinatorCheck.judge(WITH.p2p(), List.of(answer(health, enabled, mode)));
    assertEquals(status, check.status());
    assertEquals(sentence, check.sentence());
  }

  @Test
  void withoutACoordinatorNothingIsAsked() {
    ProxyConfig off = WITH.withP2p(p2p -> p2p.allowed = false);
    ProxyConfig plain = ALONE.withCoordinator(URI.create("http://game.example:8001/api/v1"));
    assertEquals(
        "P2P is off: p2p.enabled is false in the configuration.",
        CoordinatorCheck.judge(off.p2p(), List.of()).sentence());
    assertEquals(
        "No coordinator is named: everything goes over the server.",
        CoordinatorCheck.judge(ALONE.p2p(), List.of()).sentence());
    assertEquals(Status.FAIL, CoordinatorCheck.judge(plain.p2p(), List.of()).status());
  }

  @Test
  void aFallbackThatAnswersIsAWarning() {
    CoordinatorAnswer down = CoordinatorAnswer.useless(PLACE, "Coordinator x cannot be found: y");
    Check alone = CoordinatorCheck.judge(WITH.p2p(), List.of(down));
    assertEquals(Status.FAIL, alone.status());
    assertEquals("Coordinator x cannot be found: y.", alone.sentence());
    Check both = CoordinatorCheck.judge(WITH.p2p(), List.of(down, answer("ok", true, "none")));
    assertEquals(Status.WARN, both.status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0       | OK   | This machine's clock agrees with the coordinator's.
          119     | OK   | This machine's clock agrees with the coordinator's.
          -119    | OK   | This machine's clock agrees with the coordinator's.
          120     | WARN | This machine's clock is 2 minutes behind the coordinator's.
          -3600   | WARN | This machine's clock is 60 minutes ahead of the coordinator's.
          7200    | WARN | This machine's clock is 2 hours behind the coordinator's.
          """)
  void clock(long ahead, Status status, String sentence) {
    CoordinatorAnswer answer =
        new CoordinatorAnswer(
            PLACE,
            Optional.empty(),
            Optional.empty(),
            Optional.of(Duration.ofSeconds(ahead)),
            Optional.empty());
    Check check = ClockCheck.judge(List.of(answer));
    assertEquals(status, check.status());
    assertEquals(sentence, check.sentence());
  }

  @Test
  void theClockIsComparedWithTheMiddleOfTheQuestion() {
    assertEquals(
        Duration.ofMillis(500),
        CoordinatorQuestion.ahead(NOW, NOW.minusSeconds(1), NOW.plusSeconds(1)));
  }

  @Test
  void tokens() {
    List<CoordinatorAnswer> rathena = List.of(answer("ok", true, "rathena-db"));
    List<CoordinatorAnswer> jwt = List.of(answer("ok", true, "jwt"));
    assertEquals(Status.SKIPPED, token(ALONE, List.of(), Optional.empty()).status());
    assertEquals(Status.SKIPPED, token(WITH, List.of(), Optional.empty()).status());
    assertEquals(
        Status.OK, token(WITH, List.of(answer("ok", true, "none")), Optional.empty()).status());
    assertEquals(Status.FAIL, token(WITH, jwt, Optional.empty()).status());
    assertEquals(
        "The token in security.jwt_token is good until 2026-11-27T12:00:01Z.",
        token(service(NOW.plusSeconds(1)), jwt, Optional.empty()).sentence());
    assertEquals(
        "The token in security.jwt_token has expired (2026-11-27T12:00:00Z).",
        token(service(NOW), jwt, Optional.empty()).sentence());

    Check unseen = token(WITH, rathena, Optional.empty());
    assertEquals(Status.SKIPPED, unseen.status());
    assertTrue(unseen.remedy().orElseThrow().contains("use_web_auth_token: yes"));
    Check up = token(WITH, rathena, Optional.of(running("up", "P2P is up in prontera.")));
    assertEquals("The server's token was believed when Alice came.", up.sentence());
    Check without =
        token(
            WITH,
            rathena,
            Optional.of(
                running(
                    "off",
                    "P2P is off for Alice: The game server gave this account no web auth token: its"
                        + " admin has to set use_web_auth_token: yes")));
    assertEquals(Status.FAIL, without.status());
    assertTrue(without.remedy().orElseThrow().contains("use_web_auth_token: no"));
  }

  @Test
  void theVerdict() {
    Check fine = Check.ok(Topic.SERVER, "a");
    Check down = Check.fail(Topic.SERVER, "b", "c");
    Check hard = Check.warn(Topic.NAT, "d", "e");
    Check blocked = Check.fail(Topic.UDP, "f", "g");
    Check unseen = Check.skipped(Topic.TOKEN, "h", "i");
    assertVerdict(Verdict.GOOD, "All is well: you can play.", fine, unseen);
    assertVerdict(Verdict.LIMITED, "You can play, with limits: NAT, UDP.", fine, hard, blocked);
    assertVerdict(
        Verdict.BAD, "You cannot play yet; to be mended: Game server.", down, hard, blocked);
  }

  @Test
  void aPageThatIsNotOursTellsNothing() {
    byte[] page =
        """
        {"version":"0.1.0","mode":"playing","listen":"127.0.0.1:6900",
         "characters":[{"name":"Alice","state":"up","sentence":"P2P is up."}],
         "notices":[{"topic":"udp","level":"warn","text":"No STUN server answers."}],
         "events":[{"at_ms":0,"level":"info","text":"Link to Bob is up."}]}
        """
            .strip()
            .getBytes(StandardCharsets.UTF_8);
    RunningProxy proxy = RunningProxy.parse(page).orElseThrow();
    assertEquals("127.0.0.1:6900", proxy.listen());
    assertEquals("Alice", proxy.characters().get(0).name());
    assertEquals(List.of("No STUN server answers.", "Link to Bob is up."), proxy.said());
    for (int length = 0; length < page.length; length++) {
      assertEquals(Optional.empty(), RunningProxy.parse(Arrays.copyOf(page, length)));
    }
    for (String other : List.of("[]", "7", "{}", "{\"mode\":\"playing\"}", "<html>")) {
      assertEquals(
          Optional.empty(), RunningProxy.parse(other.getBytes(StandardCharsets.UTF_8)), other);
    }
  }

  private static void assertVerdict(Verdict verdict, String sentence, Check... checks) {
    assertEquals(verdict, Verdict.of(List.of(checks)));
    assertEquals(sentence, Verdict.sentence(List.of(checks)));
  }

  private static Check token(
      ProxyConfig config, List<CoordinatorAnswer> answers, Optional<RunningProxy> running) {
    return TokenCheck.judge(config.p2p(), answers, running, NOW);
  }

  private static ProxyConfig service(Instant expires) {
    String claims =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                ("{\"exp\":" + expires.getEpochSecond() + "}").getBytes(StandardCharsets.UTF_8));
    return WITH.withP2p(
        p2p ->
            p2p.security =
                new ProxyConfig.Security(
                    true,
                    true,
                    true,
                    "TLSv1.3",
                    "eyJhbGciOiJIUzI1NiJ9." + claims + ".c2ln",
                    false));
  }

  private static RunningProxy running(String state, String sentence) {
    return new RunningProxy(
        true,
        "127.0.0.1:6900",
        List.of(new RunningProxy.Played("Alice", state, sentence)),
        List.of());
  }

  private static CoordinatorAnswer answer(String health, boolean enabled, String mode) {
    return new CoordinatorAnswer(
        PLACE,
        Optional.of(new Health(health, 1, 0, 0)),
        Optional.of(
            new ClientConfig(
                enabled,
                mode,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Map.of())),
        Optional.empty(),
        Optional.empty());
  }

  private static NatReport report(NatKind kind, int asked, String seen) {
    Map<InetSocketAddress, InetSocketAddress> mapped = new LinkedHashMap<>();
    List<String> all = new ArrayList<>(Arrays.asList(seen.split(" ")));
    all.removeIf(String::isEmpty);
    for (String each : all) {
      mapped.put(new InetSocketAddress("192.0.2." + (mapped.size() + 1), 3478), address(each));
    }
    return new NatReport(kind, asked, mapped, false);
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    return new InetSocketAddress(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }
}
