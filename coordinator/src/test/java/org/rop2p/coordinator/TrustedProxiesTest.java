package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.MessageCodec;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.config.AuthConfig;
import org.rop2p.coordinator.config.AuthMode;
import org.rop2p.coordinator.config.Listening;

/** What requests say of where they come from, and who is believed. */
class TrustedProxiesTest {
  private static final String ADMIN = "0123456789abcdef0123456789abcdef";
  private static final int GUESSES = 10;
  private static final int ANNA = 2_000_001;
  private static final int BERT = 2_000_002;

  private final HttpClient http = HttpClient.newHttpClient();

  @ParameterizedTest(name = "trusted {0}, X-Forwarded-For {1}, Forwarded {2}: from {3}, here {4}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '`',
      value = {
        "-            | -                  | -                 | 127.0.0.1 | true",
        "127.0.0.1    | -                  | -                 | 127.0.0.1 | true",
        "-            | 192.0.2.7          | -                 | 127.0.0.1 | false",
        "-            | -                  | for=192.0.2.7     | 127.0.0.1 | false",
        "10.0.0.0/8   | 192.0.2.7          | -                 | 127.0.0.1 | false",
        "127.0.0.1    | 192.0.2.7          | -                 | 192.0.2.7 | false",
        "127.0.0.0/8  | 8.8.8.8, 192.0.2.7 | -                 | 192.0.2.7 | false",
        "127.0.0.1    | -                  | for=192.0.2.7     | 192.0.2.7 | false",
        "127.0.0.1    | 127.0.0.1          | -                 | 127.0.0.1 | false",
        "127.0.0.1    | -                  | for=127.0.0.1     | 127.0.0.1 | false",
        "127.0.0.1    | unknown            | -                 | 127.0.0.1 | false",
      })
  void whereCallsComeFrom(
      String trusted, String xForwardedFor, String forwarded, String from, boolean here)
      throws Exception {
    Map<String, String> headers = new HashMap<>();
    Optional.ofNullable(xForwardedFor).ifPresent(value -> headers.put("X-Forwarded-For", value));
    Optional.ofNullable(forwarded).ifPresent(value -> headers.put("Forwarded", value));
    try (TestCoordinator test = trusting(Optional.ofNullable(trusted).stream().toList())) {
      TestPlayer.in(test.coordinator, BERT, "prontera");
      assertEquals(here ? 200 : 403, send(test, "GET", "/metrics", "", "", headers).statusCode());
      assertEquals(
          here,
          send(test, "GET", "/api/v1/sessions/list", "", "", headers)
              .body()
              .contains("session_id"));
      assertEquals(
          200, send(test, "PUT", "/api/v1/admin/mutes/7", ADMIN, "{}", headers).statusCode());
      JsonObject audit =
          new JsonObject(send(test, "GET", "/api/v1/admin/audit", ADMIN, "", headers).body());
      assertTrue(audit.encode().contains("\"by\":\"" + from + "\""), audit::encode);
      assertEquals(from, seenFrom(test, headers));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Via", "X-Real-IP", "X-Forwarded-Host", "X-Forwarded-Proto", "CF-Connecting-IP"})
  void whatOnlyAReverseProxySaysIsNotOfThisMachine(String header) throws Exception {
    try (TestCoordinator test = trusting(List.of("127.0.0.1"))) {
      assertEquals(200, metrics(test, "", Map.of()));
      assertEquals(403, metrics(test, "", Map.of(header, "1.1 somewhere")));
      assertEquals(200, metrics(test, ADMIN, Map.of(header, "1.1 somewhere")));
    }
  }

  /** It may forward strangers without a word, so being on this machine is no privilege. */
  @Test
  void whereOneMustProveWhoHeIsOnlyTheTokenCounts(@TempDir Path folder) throws Exception {
    try (TestCoordinator test = serving();
        ReverseProxy silent = ReverseProxy.silent(folder, test.coordinator.port())) {
      assertEquals(403, metrics(test, "", Map.of()));
      assertEquals(200, metrics(test, ADMIN, Map.of()));
      URI through = URI.create("http://127.0.0.1:" + silent.port() + "/metrics");
      HttpResponse<String> refused =
          http.send(HttpRequest.newBuilder(through).build(), BodyHandlers.ofString());
      assertEquals(403, refused.statusCode());
      assertTrue(refused.body().contains("security.admin_token"), refused.body());
    }
  }

  @Test
  void playersOfThisMachineAreProbablyThoseOfAReverseProxy() throws Exception {
    try (LogCapture log = new LogCapture();
        TestCoordinator test = serving()) {
      String login = "{\"account_id\": 2000001, \"web_auth_token\": \"x\"}";
      for (int i = 0; i < 2; i++) {
        send(test, "POST", "/api/v1/auth/login", "", login, Map.of());
      }
      log.assertSaysOnce(
          "[WARN] Players log in from this machine (127.0.0.1): if a reverse proxy is"
              + " before the coordinator, let it set X-Forwarded-For, and name it in"
              + " security.trusted_proxies; until then nobody behind it is limited by his address");
    }
  }

  /** As players do not have to be believed. */
  private static TestCoordinator serving() {
    return new TestCoordinator(
        TestCoordinator.CONFIG.with(
            draft -> {
              draft.auth = AuthConfig.of(AuthMode.JWT, URI.create("http://127.0.0.1:1"), ADMIN);
              draft.adminToken = ADMIN;
            }));
  }

  private int metrics(TestCoordinator test, String token, Map<String, String> headers)
      throws IOException, InterruptedException {
    return send(test, "GET", "/metrics", token, "", headers).statusCode();
  }

  @Test
  void whoGuessesBehindATrustedProxyShutsOutOnlyHimself() throws Exception {
    try (TestCoordinator test = trusting(List.of("127.0.0.1"))) {
      Map<String, String> guesser = Map.of("X-Forwarded-For", "192.0.2.7");
      for (int i = 0; i < GUESSES; i++) {
        assertEquals(401, rules(test, "wrong" + i, guesser));
      }
      assertEquals(429, rules(test, ADMIN, guesser));
      assertEquals(429, rules(test, ADMIN, Map.of("X-Forwarded-For", "8.8.8.8, 192.0.2.7")));
      assertEquals(200, rules(test, ADMIN, Map.of("X-Forwarded-For", "192.0.2.8")));
      assertEquals(200, rules(test, ADMIN, Map.of()));
    }
  }

  @Test
  void aStrangersHeaderGivesNoFreshGuesses() throws Exception {
    try (TestCoordinator test = trusting(List.of())) {
      for (int i = 0; i < GUESSES; i++) {
        assertEquals(401, rules(test, "wrong", Map.of("X-Forwarded-For", "192.0.2." + i)));
      }
      assertEquals(429, rules(test, ADMIN, Map.of("X-Forwarded-For", "192.0.2.99")));
    }
  }

  private static TestCoordinator trusting(List<String> proxies) {
    Listening usual = TestCoordinator.CONFIG.listening();
    Listening listening =
        new Listening(usual.host(), 0, usual.websocketPath(), Optional.empty(), proxies);
    return new TestCoordinator(
        TestCoordinator.CONFIG.with(
            draft -> {
              draft.listening = listening;
              draft.adminToken = ADMIN;
            }));
  }

  /** What the probed is told of a prober whose socket was opened with these headers. */
  private static String seenFrom(TestCoordinator test, Map<String, String> headers) {
    TestPlayer bert = TestPlayer.in(test.coordinator, BERT, "prontera");
    TestPlayer anna = new TestPlayer(test.coordinator, ANNA);
    anna.login();
    RawSocket raw = new RawSocket(test.coordinator, anna.jwt(), true, headers);
    raw.send(MessageCodec.encode(new ClientMessage.Join(anna.reserve("prontera").ticket())));
    raw.send(MessageCodec.encode(new ClientMessage.Sees(List.of(BERT), List.of())));
    bert.sees(ANNA);
    assertEquals(anna.asPeer(), bert.next());
    raw.send("{\"type\":\"probe\",\"to\":%d,\"probe\":\"p\"}".formatted(BERT));
    return assertInstanceOf(ServerMessage.SignalFrom.class, bert.next()).seenFrom().orElseThrow();
  }

  private int rules(TestCoordinator test, String token, Map<String, String> headers)
      throws IOException, InterruptedException {
    return send(test, "GET", "/api/v1/admin/rules", token, "", headers).statusCode();
  }

  private HttpResponse<String> send(
      TestCoordinator test,
      String method,
      String path,
      String token,
      String body,
      Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + test.coordinator.port() + path))
            .timeout(TestPlayer.PATIENCE)
            .method(method, BodyPublishers.ofString(body));
    headers.forEach(request::header);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
