package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.coordinator.api.ClientConfig;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.api.Health;
import org.rop2p.coordinator.api.IceServers;
import org.rop2p.coordinator.api.Joined;
import org.rop2p.coordinator.api.Login;
import org.rop2p.coordinator.api.LoginRequest;
import org.rop2p.coordinator.api.Policy;
import org.rop2p.coordinator.api.ZonePolicy;
import org.rop2p.coordinator.client.CoordinatorException;
import org.rop2p.coordinator.config.Capacity;
import org.rop2p.coordinator.config.TurnServers;
import org.rop2p.coordinator.config.ZoneRules;

class RestApiTest {
  private static final String ADMIN = "0123456789abcdef0123456789abcdef";
  private static final ZonePolicy MIRRORED =
      new ZonePolicy(Policy.MIRROR, Policy.MIRROR, Policy.SERVER);

  private final TestClock clock = new TestClock();
  private TestCoordinator test;

  @BeforeEach
  void start() {
    test =
        new TestCoordinator(
            TestCoordinator.CONFIG.with(
                draft -> {
                  draft.capacity = new Capacity(2, 2);
                  draft.stunServers = List.of("stun:stun.example:3478");
                  draft.turnServers =
                      new TurnServers(
                          List.of(new TurnServers.Server("turn:turn.example:3478", "", "")),
                          "north");
                  draft.zones =
                      new ZoneRules(Map.of("prontera", ZonePolicy.DEFAULT, "geffen", MIRRORED));
                  draft.adminToken = ADMIN;
                }),
            clock);
  }

  @AfterEach
  void stop() {
    test.close();
  }

  @Test
  void relaysAreToldToThoseWhoHaveLoggedIn() throws Exception {
    IceServers told =
        TestPlayer.await(TestPlayer.client(test.coordinator).iceServers(login(2_000_001).jwt()));
    assertEquals(List.of("stun:stun.example:3478"), told.stunServers());
    assertEquals("turn:turn.example:3478", told.turnServers().get(0).url());
    assertTrue(told.turnServers().get(0).username().endsWith(":2000001"), told.toString());
    assertFalse(told.toString().contains(told.turnServers().get(0).credential()));

    for (String token : List.of("", "forged")) {
      CoordinatorException refused =
          TestPlayer.failure(TestPlayer.client(test.coordinator).iceServers(token));
      assertEquals(401, refused.status());
    }
  }

  @Test
  void aZoneFillsItsSessionsAndThenRefuses() throws Exception {
    Joined first = join(2_000_001, "prontera");
    Joined second = join(2_000_002, "prontera");
    Joined third = join(2_000_003, "prontera");
    assertEquals(first.sessionId(), second.sessionId());
    assertFalse(third.sessionId().equals(first.sessionId()));
    join(2_000_004, "prontera");
    CoordinatorException full = refused(2_000_005, "prontera");
    assertEquals(List.of(409, ErrorCode.ZONE_FULL), List.of(full.status(), full.code()));
    assertTrue(full.getMessage().contains("max_players_per_session"), full.getMessage());

    assertEquals(new Health("ok", 0, 2, 4), health());
    JsonObject discovered = get("sessions/discover?zone=prontera");
    assertEquals(2, discovered.getJsonArray("sessions").size());
    JsonObject session = get("sessions/" + first.sessionId());
    assertEquals(
        List.of(first.sessionId(), "prontera", 2, 2),
        List.of(
            session.getString("session_id"),
            session.getString("zone"),
            session.getInteger("players"),
            session.getInteger("max_players")));

    clock.advance(Duration.ofSeconds(30));
    assertEquals(new Health("ok", 30, 0, 0), health(), "nobody came with his ticket");
    join(2_000_005, "prontera");
  }

  @Test
  void nobodyLearnsWhoPlays() throws Exception {
    Joined joined = TestPlayer.in(test.coordinator, 2_000_001, "prontera").enter("prontera");
    for (String path :
        List.of(
            "sessions/list", "sessions/" + joined.sessionId(), "sessions/discover?zone=prontera")) {
      String answer = get(path).encode();
      assertTrue(answer.contains(joined.sessionId()), answer);
      assertFalse(answer.contains("2000001"), answer);
    }
  }

  @Test
  void aSessionIsShownToItsMembersAndToNobodyWhoKnowsItsId() throws Exception {
    TestPlayer anna = TestPlayer.in(test.coordinator, 2_000_001, "prontera");
    String id = anna.enter("prontera").sessionId();
    TestPlayer bert = player(2_000_002);
    String hers = sessionFromAfar(id, anna.jwt(), 200);
    assertTrue(hers.contains(id) && !hers.contains("2000001"), hers);
    assertEquals(hers, sessionFromAfar(id, ADMIN, 200));
    sessionFromAfar(id, "", 401);
    sessionFromAfar(id, "forged", 401);
    assertEquals(
        sessionFromAfar(id, bert.jwt(), 404),
        sessionFromAfar("none", bert.jwt(), 404),
        "an id that is none looks the same");
    bert.reserve("prontera");
    sessionFromAfar(id, bert.jwt(), 200);
  }

  @Test
  void aPlayersVoidTokenIsNoGuessAtTheAdmins() throws Exception {
    TestPlayer anna = TestPlayer.in(test.coordinator, 2_000_001, "prontera");
    String id = anna.enter("prontera").sessionId();
    for (int i = 0; i < 30; i++) {
      sessionFromAfar(id, anna.jwt() + "x", 401);
    }
    sessionFromAfar(id, ADMIN, 200);
  }

  private String sessionFromAfar(String id, String token, int status) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:" + test.coordinator.port() + "/api/v1/sessions/" + id))
            .timeout(TestPlayer.PATIENCE)
            .header("X-Forwarded-For", "192.0.2.7");
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    assertEquals(status, answer.statusCode(), answer.body());
    return answer.body();
  }

  @Test
  void onePolicyInAnOpenWorldLeavesTheOthersOpen() throws Exception {
    try (TestCoordinator open =
        new TestCoordinator(TestCoordinator.CONFIG.with(draft -> draft.adminToken = ADMIN))) {
      TestPlayer anna = new TestPlayer(open.coordinator, 2_000_001);
      anna.login();
      put(
          open,
          "zones/geffen",
          "{\"chat\":\"mirror\",\"emote\":\"mirror\",\"movement\":\"server\"}");
      assertEquals(MIRRORED, anna.reserve("geffen").policy());
      assertEquals(ZonePolicy.DEFAULT, anna.reserve("payon").policy());
      put(
          open,
          "zones/payon",
          "{\"chat\":\"mirror\",\"emote\":\"mirror\",\"movement\":\"server\",\"on\":false}");
      assertEquals(403, TestPlayer.failure(anna.client.join(anna.jwt(), "payon")).status());
      anna.reserve("izlude");
      assertEquals(
          Map.of(), TestPlayer.await(TestPlayer.client(open.coordinator).clientConfig()).zones());
      put(open, "other-zones", "{\"on\":false}");
      anna.reserve("geffen");
      assertEquals(403, TestPlayer.failure(anna.client.join(anna.jwt(), "izlude")).status());
    }
  }

  private static void put(TestCoordinator test, String path, String body) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(
                            "http://127.0.0.1:"
                                + test.coordinator.port()
                                + "/api/v1/admin/"
                                + path))
                    .timeout(TestPlayer.PATIENCE)
                    .header("Authorization", "Bearer " + ADMIN)
                    .PUT(BodyPublishers.ofString(body))
                    .build(),
                BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer.body());
  }

  @Test
  void theAdminsZonesAndTheirPolicies() throws Exception {
    assertEquals(MIRRORED, join(2_000_001, "geffen").policy());
    assertEquals(ZonePolicy.DEFAULT, join(2_000_001, "prontera").policy());
    CoordinatorException e = refused(2_000_001, "payon");
    assertEquals(List.of(403, ErrorCode.ZONE_NOT_ALLOWED), List.of(e.status(), e.code()));
    JsonObject zones = get("zones");
    assertFalse(zones.getBoolean("open"));
    assertEquals(
        "[{\"chat\":\"mirror\",\"emote\":\"mirror\",\"movement\":\"server\",\"zone\":\"geffen\"},"
            + "{\"chat\":\"offload\",\"emote\":\"offload\",\"movement\":\"mirror\",\"zone\":\"prontera\"}]",
        zones.getJsonArray("zones").encode());
  }

  @Test
  void leavingGivesThePlaceBack() throws Exception {
    TestPlayer player = TestPlayer.in(test.coordinator, 2_000_001, "prontera");
    String session = player.enter("prontera").sessionId();
    player.leaveByRest(session);
    player.leaveByRest(session);
    assertEquals(new Health("ok", 0, 0, 0), health());
  }

  @Test
  void whatClientsShouldUse() {
    assertEquals(
        new ClientConfig(
            true,
            "none",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of("stun:stun.example:3478"),
            Map.of("prontera", ZonePolicy.DEFAULT, "geffen", MIRRORED)),
        TestPlayer.await(TestPlayer.client(test.coordinator).clientConfig()));
  }

  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "POST | auth/login    |                                  | 400 | Not a JSON object",
        "POST | auth/login    | {                                | 400 | Not JSON",
        "POST | auth/login    | {\"account_id\":\"7\"}           | 400 | must be a whole number",
        "POST | auth/login    | {\"account_id\":0}               | 400 | must be a positive number",
        "POST | auth/login    | {\"account_id\":7,\"web_auth_token\":\"a\\r\\nb\"} | 400 | web_auth_token must be",
        "POST | sessions/join | {\"zone\":\"prontera.gat\"} | 400 | without .gat",
        "POST | sessions/join | {\"zone\":\"Prontera\"} | 400 | lower case",
        "POST | sessions/leave | {}                              | 400 | \"session_id\" must be a string",
        "GET  | sessions/discover |                              | 400 | zone must be a map name",
        "GET  | sessions/discover?zone=a/b |                     | 400 | zone must be a map name",
        "GET  | sessions/discover?zone=payon |                   | 403 | not enabled in zone payon",
        "GET  | sessions/nix  |                                  | 404 | No such session",
        "GET  | nowhere       |                                  | 404 | No such address",
        "PUT  | health        |                                  | 405 | another method: GET",
      })
  void whatIsWrongIsToldInOneSentence(
      String method, String path, String body, int status, String sentence) throws Exception {
    HttpResponse<String> response = send(method, path, body == null ? "" : body);
    assertEquals(status, response.statusCode(), response.body());
    String message = new JsonObject(response.body()).getString("detail");
    assertTrue(message.contains(sentence), message);
  }

  @Test
  void theAdminSwitchesP2pOffAndMetricsTellOfIt() throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(
                            "http://127.0.0.1:" + test.coordinator.port() + "/api/v1/admin/p2p"))
                    .timeout(TestPlayer.PATIENCE)
                    .header("Authorization", "Bearer " + ADMIN)
                    .PUT(BodyPublishers.ofString("{\"on\":false,\"sentence\":\"Back at noon\"}"))
                    .build(),
                BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer.body());
    CoordinatorException off = refused(2_000_001, "prontera");
    assertEquals(List.of(403, ErrorCode.P2P_OFF), List.of(off.status(), off.code()));
    assertFalse(TestPlayer.await(TestPlayer.client(test.coordinator).clientConfig()).enabled());
    assertEquals(0, get("zones").getJsonArray("zones").size());
    HttpResponse<String> metrics = send("GET", "../../metrics", "");
    assertTrue(metrics.body().contains("rop2p_rules_version 1.0"), metrics.body());
  }

  @Test
  void aBodyHasABound() throws Exception {
    HttpResponse<String> response = send("POST", "auth/login", " ".repeat(70_000));
    assertEquals(413, response.statusCode());
    assertTrue(response.body().contains(ErrorCode.BAD_MESSAGE), response.body());
  }

  private Login login(int account) {
    return TestPlayer.await(
        TestPlayer.client(test.coordinator).login(new LoginRequest(account, "")));
  }

  private Joined join(int account, String zone) {
    return player(account).reserve(zone);
  }

  private CoordinatorException refused(int account, String zone) {
    TestPlayer player = player(account);
    return TestPlayer.failure(player.client.join(player.jwt(), zone));
  }

  private TestPlayer player(int account) {
    TestPlayer player = new TestPlayer(test.coordinator, account);
    player.login();
    return player;
  }

  private Health health() {
    return TestPlayer.await(TestPlayer.client(test.coordinator).health());
  }

  private JsonObject get(String path) throws IOException, InterruptedException {
    HttpResponse<String> response = send("GET", path, "");
    assertEquals(200, response.statusCode(), response.body());
    return new JsonObject(response.body());
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    URI uri =
        URI.create("http://127.0.0.1:" + test.coordinator.port() + "/api/v1/" + path).normalize();
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri)
                .timeout(TestPlayer.PATIENCE)
                .method(
                    method,
                    body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
  }
}
