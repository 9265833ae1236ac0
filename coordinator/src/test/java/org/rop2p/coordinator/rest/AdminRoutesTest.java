package org.rop2p.coordinator.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.coordinator.Tally;
import org.rop2p.coordinator.admin.AdminToken;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.api.ZonePolicy;
import org.rop2p.coordinator.config.Capacity;
import org.rop2p.coordinator.config.ZoneRules;
import org.rop2p.coordinator.metrics.Metrics;
import org.rop2p.coordinator.policy.MemoryRuleStore;
import org.rop2p.coordinator.policy.Rules;
import org.rop2p.coordinator.session.Ids;
import org.rop2p.coordinator.session.InMemorySessionStore;
import org.rop2p.coordinator.session.Player;

class AdminRoutesTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  private final Vertx vertx = Vertx.vertx();
  private long nanos;
  private final Metrics metrics = new Metrics(new Tally(), () -> nanos);
  private final MemoryRuleStore rules =
      new MemoryRuleStore(
          Rules.of(new ZoneRules(Map.of("prontera", ZonePolicy.DEFAULT))), () -> NOW);
  private final InMemorySessionStore sessions =
      new InMemorySessionStore(new Capacity(2, 2), new Ids(), () -> NOW);

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @Test
  void everyChangeIsInForceAndOnRecord() throws Exception {
    int port = start(TOKEN);
    sessions.hear(notice -> {});
    sessions.reserve(new Player(8, "ab".repeat(32), "key"), "prontera");
    assertEquals(1, ok(port, "GET", "sessions", "").getJsonArray("sessions").size());

    ok(port, "PUT", "p2p", "{\"on\":false,\"sentence\":\"Back at noon\"}");
    ok(port, "PUT", "p2p", "{\"on\":true}");
    ok(
        port,
        "PUT",
        "zones/geffen",
        "{\"chat\":\"mirror\",\"emote\":\"server\",\"movement\":\"server\"}");
    ok(port, "DELETE", "zones/prontera", "");
    ok(port, "PUT", "staff-listening/geffen", "{\"listening\":true}");
    ok(port, "PUT", "mutes/6", "");
    ok(port, "PUT", "mutes/7", "");
    ok(port, "DELETE", "mutes/6", "");
    JsonObject after = ok(port, "POST", "kick/8", "");

    assertEquals(after, ok(port, "GET", "rules", ""));
    assertEquals(9, after.getInteger("version"));
    assertTrue(after.getBoolean("on"));
    assertEquals(List.of("geffen"), List.copyOf(after.getJsonObject("zones").fieldNames()));
    assertEquals(new JsonArray().add("geffen"), after.getJsonArray("staff_listening"));
    assertEquals(new JsonArray().add(7), after.getJsonArray("muted"));
    assertEquals(NOW.toString(), after.getJsonObject("expelled").getString("8"));
    assertEquals(0, ok(port, "GET", "sessions", "").getJsonArray("sessions").size());

    JsonArray entries = ok(port, "GET", "audit?most=2", "").getJsonArray("entries");
    assertEquals(2, entries.size());
    assertEquals("kick", entries.getJsonObject(0).getString("what"));
    assertEquals("127.0.0.1", entries.getJsonObject(0).getString("by"));
    assertEquals("unmute", entries.getJsonObject(1).getString("what"));
  }

  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PUT    | p2p             |                 | 400 | must be a JSON object",
        "PUT    | p2p             | []              | 400 | must be a JSON object",
        "PUT    | p2p             | {\"on\":\"no\"} | 400 | \"on\" must be true or false",
        "PUT    | p2p             | {\"on\":true,\"sentence\":7} | 400 | must be a string",
        "PUT    | zones/geffen    | {\"chat\":\"mirror\"} | 400 | \"emote\" must be",
        "PUT    | zones/Geffen    | {}              | 400 | lower case",
        "DELETE | zones/prontera  |                 | 409 | switch P2P off",
        "PUT    | mutes/0         |                 | 400 | whole number",
        "PUT    | mutes/me        |                 | 400 | whole number",
        "POST   | kick/99999999999 |                | 400 | whole number",
        "GET    | audit?most=-1   |                 | 400 | whole number",
      })
  void whatIsWrongIsToldAndChangesNothing(
      String method, String path, String body, int status, String sentence) throws Exception {
    int port = start(TOKEN);
    HttpResponse<String> answer = send(port, method, path, body == null ? "" : body, TOKEN);
    assertEquals(status, answer.statusCode(), answer.body());
    String detail = new JsonObject(answer.body()).getString("detail");
    assertTrue(detail.contains(sentence), detail);
    assertEquals(0, rules.rules().result().version());
  }

  @Test
  void nobodyElseIsHeard() throws Exception {
    int port = start(TOKEN);
    for (int i = 0; i < 10; i++) {
      HttpResponse<String> wrong = send(port, "POST", "kick/8", "", "guess" + i);
      assertEquals(401, wrong.statusCode());
      JsonObject problem = new JsonObject(wrong.body());
      assertEquals(ErrorCode.NOT_ADMIN, problem.getString("code"));
      assertEquals(
          "This token is not the admin's: it is security.admin_token of the coordinator's"
              + " configuration",
          problem.getString("detail"));
    }
    HttpResponse<String> limited = send(port, "GET", "rules", "", TOKEN);
    assertEquals(429, limited.statusCode());
    assertEquals("600", limited.headers().firstValue("Retry-After").orElse(""));
    assertEquals(0, rules.rules().result().version());
  }

  @Test
  void withoutATokenThereIsNoAdmin() throws Exception {
    HttpResponse<String> answer = send(start(""), "GET", "rules", "", "x");
    assertEquals(403, answer.statusCode());
    assertTrue(answer.body().contains("admin_token"), answer.body());
    assertFalse(answer.body().contains("prontera"), answer.body());
  }

  private int start(String token) throws Exception {
    Router router = Router.router(vertx);
    router.post().handler(BodyHandler.create(false));
    new AdminRoutes(new AdminToken(token), rules, sessions, metrics, () -> NOW, () -> 0)
        .mount(router);
    router.route().failureHandler(Answers::fail);
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
    return server.actualPort();
  }

  private static JsonObject ok(int port, String method, String path, String body) throws Exception {
    HttpResponse<String> answer = send(port, method, path, body, TOKEN);
    assertEquals(200, answer.statusCode(), answer.body());
    return new JsonObject(answer.body());
  }

  private static HttpResponse<String> send(
      int port, String method, String path, String body, String token) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + port + AdminRoutes.ROOT + "/" + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
  }
}
