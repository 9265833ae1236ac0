package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.api.LoginRequest;
import org.rop2p.coordinator.api.RestCodec;
import org.rop2p.coordinator.api.ZonePolicy;
import org.rop2p.coordinator.client.Proofs;
import org.rop2p.coordinator.config.Capacity;
import org.rop2p.coordinator.config.GameConfig;
import org.rop2p.coordinator.config.TurnServers;
import org.rop2p.coordinator.config.ZoneRules;

/** The document says what the coordinator does. */
class ApiContractTest {
  private static final String ADMIN = "0123456789abcdef0123456789abcdef";
  private static final String SOCKET = "GET /api/v1/signaling/ws";
  private static final String POLICIES =
      "{\"chat\":\"mirror\",\"emote\":\"server\",\"movement\":\"server\"}";

  private final ApiDocument document = new ApiDocument();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final TestCoordinator test =
      new TestCoordinator(
          TestCoordinator.CONFIG.with(
              draft -> {
                draft.capacity = new Capacity(1, 2);
                draft.stunServers = List.of("stun:stun.example:3478");
                draft.turnServers =
                    new TurnServers(
                        List.of(
                            new TurnServers.Server("turn:turn.example:3478", "", ""),
                            new TurnServers.Server("turn:old.example:3478", "all", "word")),
                        "north");
                draft.game =
                    new GameConfig(
                        Optional.of("game.example:6900"),
                        Optional.of("20211103"),
                        Optional.of("relay"));
                draft.zones = new ZoneRules(Map.of("prontera", ZonePolicy.DEFAULT));
                draft.adminToken = ADMIN;
              }));
  private final Set<String> answered = new TreeSet<>();
  private final Set<Integer> statuses = new TreeSet<>();
  private String jwt = "";
  private String session = "none";

  @AfterEach
  void stop() {
    test.close();
  }

  @Test
  void everyCallIsAnsweredAsItIsWritten() throws Exception {
    jwt = login(2_000_001);
    JsonObject joined = done("POST /api/v1/sessions/join", "{\"zone\":\"prontera\"}");
    session = joined.getString("session_id");
    test.tick();
    allGets();

    done("PUT /api/v1/admin/zones/{zone}", POLICIES);
    done("PUT /api/v1/admin/staff-listening/{zone}", "{\"listening\":true}");
    done("PUT /api/v1/admin/mutes/{account}", "");
    done("POST /api/v1/admin/kick/{account}", "");
    allGets();
    done("PUT /api/v1/admin/p2p", "{\"on\":false,\"sentence\":\"Back at noon\"}");
    for (String still : List.of("zones", "client-config", "health", "admin/rules", "admin/audit")) {
      done("GET /api/v1/" + still, "");
    }
    assertEquals(403, send("GET /api/v1/sessions/discover", "", "").statusCode());
    done("PUT /api/v1/admin/p2p", "{\"on\":true}");
    done("PUT /api/v1/admin/other-zones", "{\"on\":true}");
    done("DELETE /api/v1/admin/mutes/{account}", "");
    done("DELETE /api/v1/admin/zones/{zone}", "");
    done("POST /api/v1/sessions/leave", new JsonObject().put("session_id", session).encode());

    Set<String> all = new TreeSet<>(document.operations.keySet());
    all.remove(SOCKET);
    assertEquals(all, answered);
  }

  @Test
  void everyRefusalIsAnsweredAsItIsWritten() throws Exception {
    String good = login(2_000_001);
    for (String body : List.of("", "[]", "{\"zone\":\"payon\"}", " ".repeat(70_000))) {
      for (String operation : document.operations.keySet()) {
        for (String token : List.of(good, "forged", ADMIN, "")) {
          if (body.isEmpty() || operation.startsWith("P")) {
            send(operation, body, token);
          }
        }
      }
    }
    for (int account = 2_000_002; account < 2_000_005; account++) {
      send("POST /api/v1/sessions/join", "{\"zone\":\"prontera\"}", login(account));
    }
    String keyless =
        done("POST /api/v1/auth/login", RestCodec.encode(new LoginRequest(7, ""))).getString("jwt");
    assertEquals(403, send(SOCKET, "", keyless).statusCode());
    assertEquals(Set.of(200, 400, 401, 403, 404, 409, 413, 429), statuses);
  }

  @Test
  void theSocketIsWhereTheDocumentSays() {
    TestPlayer player = new TestPlayer(test.coordinator, 2_000_001);
    player.login();
    assertEquals(101, player.tryOpen());
    Map<?, ?> answers = (Map<?, ?>) document.operations.get(SOCKET).get("responses");
    assertTrue(answers.containsKey("101"));
  }

  private String login(int account) throws Exception {
    String nonce = done("GET /api/v1/auth/nonce", "").getString("nonce");
    LoginRequest request =
        new LoginRequest(
            account, "", "", Optional.of(Proofs.of(TestKeys.create().key(), nonce, account)));
    return done("POST /api/v1/auth/login", RestCodec.encode(request)).getString("jwt");
  }

  private void allGets() throws Exception {
    for (String operation : document.operations.keySet()) {
      if (operation.startsWith("GET ") && !operation.equals(SOCKET)) {
        done(operation, "");
      }
    }
  }

  /** As the document asks for it, so that it succeeds. */
  private JsonObject done(String operation, String body) throws Exception {
    List<String> tokens = document.tokens(operation);
    String token = tokens.contains("admin") ? ADMIN : tokens.contains("player") ? jwt : "";
    document.checkBody(operation, body);
    HttpResponse<String> answer = send(operation, body, token);
    assertEquals(200, answer.statusCode(), operation + ": " + answer.body());
    answered.add(operation);
    return answer.body().startsWith("{") ? new JsonObject(answer.body()) : new JsonObject();
  }

  private HttpResponse<String> send(String operation, String body, String token)
      throws IOException, InterruptedException {
    String[] methodAndPath = operation.split(" ", -1);
    String path =
        methodAndPath[1]
            .replace("{id}", session)
            .replace("{zone}", "geffen")
            .replace("{file}", "page.css")
            .replace("{account}", "2000009");
    String query =
        path.endsWith("/discover") ? "?zone=prontera" : path.endsWith("/audit") ? "?most=5" : "";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + test.coordinator.port() + path + query))
            .timeout(TestPlayer.PATIENCE)
            .method(
                methodAndPath[0],
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    document.checkAnswer(operation, answer);
    statuses.add(answer.statusCode());
    return answer;
  }
}
