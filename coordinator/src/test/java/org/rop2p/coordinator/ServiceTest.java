package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.api.LoginRequest;
import org.rop2p.coordinator.api.Policy;
import org.rop2p.coordinator.api.RestCodec;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.client.CoordinatorException;
import org.rop2p.coordinator.limits.LimitBook;

/** What an admin sees of the whole service, and who asks too often. */
class ServiceTest {
  private static final String ADMIN = "an-admin-token-for-tests-only-32b";
  private static final int ANNA = 2_000_001;
  private static final int BERT = 2_000_002;

  @Test
  void whoLogsInAllTheTimeHasToWait() throws Exception {
    try (TestCoordinator test = new TestCoordinator(TestCoordinator.CONFIG)) {
      for (int i = 0; i < LimitBook.LOGINS_OF_ACCOUNT.burst(); i++) {
        assertEquals(200, login(test, ANNA).statusCode());
      }
      HttpResponse<String> refused = login(test, ANNA);
      assertEquals(429, refused.statusCode(), refused.body());
      assertEquals(ErrorCode.RATE_LIMITED, new JsonObject(refused.body()).getString("code"));
      assertTrue(Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow()) > 0);
      assertEquals(200, login(test, BERT).statusCode(), "others need not");
    }
  }

  @Test
  void whoChangesZonesAllTheTimeHasToWait() {
    try (TestCoordinator test = new TestCoordinator(TestCoordinator.CONFIG)) {
      TestPlayer anna = new TestPlayer(test.coordinator, ANNA);
      anna.login();
      for (int i = 0; i < LimitBook.JOINS_OF_ACCOUNT.burst(); i++) {
        anna.reserve("prontera");
      }
      CoordinatorException refused = TestPlayer.failure(anna.askToJoin("prontera"));
      assertEquals(List.of(429, ErrorCode.RATE_LIMITED), List.of(refused.status(), refused.code()));
    }
  }

  @Test
  void switchedOffByConfigurationItSaysSoAndServesHealth() throws Exception {
    try (TestCoordinator test =
        new TestCoordinator(TestCoordinator.CONFIG.with(draft -> draft.enabled = false))) {
      assertEquals("off", get(test, "health").getString("status"));
      assertEquals(false, get(test, "client-config").getBoolean("p2p_enabled"));
      TestPlayer anna = new TestPlayer(test.coordinator, ANNA);
      anna.login();
      CoordinatorException refused = TestPlayer.failure(anna.askToJoin("prontera"));
      assertEquals(List.of(403, ErrorCode.P2P_OFF), List.of(refused.status(), refused.code()));
      anna.open();
      ServerMessage.Switched told = (ServerMessage.Switched) anna.next();
      assertEquals(false, told.on());
      anna.close();
    }
  }

  @Test
  void whichKeyWasWhoseIsOnRecordOnce() throws Exception {
    try (TestCoordinator test =
        new TestCoordinator(TestCoordinator.CONFIG.with(draft -> draft.adminToken = ADMIN))) {
      TestPlayer anna = new TestPlayer(test.coordinator, ANNA);
      anna.login();
      anna.login();
      TestPlayer elsewhere = new TestPlayer(test.coordinator, ANNA);
      elsewhere.login();
      JsonArray entries =
          new JsonObject(send(test, "GET", "admin/audit", "", ADMIN).body())
              .getJsonArray("entries");
      List<String> keys =
          entries.stream()
              .map(JsonObject.class::cast)
              .filter(entry -> entry.getString("what").equals("key"))
              .map(entry -> entry.getString("detail"))
              .toList();
      assertEquals(2, keys.size(), entries.encode());
      assertTrue(keys.get(1).contains("account_id=" + ANNA), keys.toString());
      assertTrue(keys.get(1).contains(anna.fingerprint()), keys.toString());
      assertTrue(keys.get(0).contains(elsewhere.fingerprint()), keys.toString());
    }
  }

  @Test
  void whatTheAdminDoesReachesPlayersAtOnce() throws Exception {
    try (TestCoordinator test =
        new TestCoordinator(TestCoordinator.CONFIG.with(draft -> draft.adminToken = ADMIN))) {
      TestPlayer anna = TestPlayer.in(test.coordinator, ANNA, "prontera");
      TestPlayer bert = TestPlayer.in(test.coordinator, BERT, "prontera");
      anna.meet(bert);

      assertEquals(200, send(test, "PUT", "admin/mutes/" + ANNA, "", ADMIN).statusCode());
      assertEquals(new ServerMessage.Muted(ANNA, true), anna.next());
      assertEquals(new ServerMessage.Muted(ANNA, true), bert.next());

      String listens = "{\"listening\":true}";
      send(test, "PUT", "admin/staff-listening/prontera", listens, ADMIN);
      ServerMessage.PolicyChanged policy = (ServerMessage.PolicyChanged) bert.next();
      assertEquals(Policy.MIRROR, policy.policy().chat());
      assertEquals(policy, anna.next());

      send(test, "PUT", "admin/p2p", "{\"on\":false,\"sentence\":\"tonight\"}", ADMIN);
      assertEquals(new ServerMessage.Switched(false, "tonight"), anna.next());
      assertEquals(new ServerMessage.Switched(false, "tonight"), bert.next());
      send(test, "PUT", "admin/p2p", "{\"on\":true}", ADMIN);
      assertEquals(new ServerMessage.Switched(true, ""), bert.next());

      assertEquals(200, send(test, "POST", "admin/kick/" + ANNA, "", ADMIN).statusCode());
      assertEquals(ErrorCode.KICKED, TestPlayer.take(anna.closed).reason());
      CoordinatorException refused = TestPlayer.failure(anna.askToJoin("prontera"));
      assertEquals(401, refused.status(), "his token is void");
      assertEquals(401, send(test, "GET", "admin/rules", "", "wrong").statusCode());
      bert.close();
    }
  }

  @Test
  void whatProxiesReportIsMeasured() throws Exception {
    try (TestCoordinator test = new TestCoordinator(TestCoordinator.CONFIG)) {
      TestPlayer anna = TestPlayer.in(test.coordinator, ANNA, "prontera");
      anna.send(new ClientMessage.Stats(Map.of("now.peers.linked", 1L, "links.up.direct", 0L)));
      anna.settle(); // what grows is bounded by the time it took: a round trip is enough for one
      anna.send(new ClientMessage.Stats(Map.of("now.peers.linked", 1L, "links.up.direct", 1L)));
      anna.settle();
      String metrics = raw(test, "/metrics").body();
      for (String line :
          List.of(
              "rop2p_links_total{outcome=\"direct\"} 1.0",
              "rop2p_players{way=\"p2p\"} 1.0",
              "rop2p_players{way=\"server\"} 0.0",
              "rop2p_sessions{zone=\"prontera\"} 1.0",
              "rop2p_session_players{zone=\"prontera\"} 1.0",
              "rop2p_sockets 1.0",
              "rop2p_logins_total{outcome=\"confirmed\"} 1.0")) {
        assertTrue(metrics.contains(line), line + " in\n" + metrics);
      }
      anna.close();
    }
  }

  private static HttpResponse<String> login(TestCoordinator test, int account) throws Exception {
    return send(test, "POST", "auth/login", RestCodec.encode(new LoginRequest(account, "")), "");
  }

  private static JsonObject get(TestCoordinator test, String path) throws Exception {
    return new JsonObject(send(test, "GET", path, "", "").body());
  }

  private static HttpResponse<String> raw(TestCoordinator test, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + test.coordinator.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> send(
      TestCoordinator test, String method, String path, String body, String token)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + test.coordinator.port() + "/api/v1/" + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(TestPlayer.PATIENCE)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }
}
