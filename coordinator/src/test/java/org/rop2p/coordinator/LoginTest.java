package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.api.Login;
import org.rop2p.coordinator.api.LoginRequest;
import org.rop2p.coordinator.client.CoordinatorException;
import org.rop2p.coordinator.config.AuthConfig;
import org.rop2p.coordinator.config.AuthMode;
import org.rop2p.coordinator.config.CoordinatorConfig;

class LoginTest {
  private static final int ANNA = 2_000_001;
  private static final String TOKEN = "0123456789abcdef";
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final String FINGERPRINT = "ab".repeat(32);

  @Test
  void modeNoneBelievesEverybody() {
    try (TestCoordinator test = new TestCoordinator(TestCoordinator.CONFIG)) {
      Instant before = Instant.now();
      Login login =
          TestPlayer.await(TestPlayer.client(test.coordinator).login(new LoginRequest(ANNA, "")));
      assertEquals(ANNA, login.accountId());
      Duration lifetime = Duration.between(before, login.expires());
      assertEquals(12, lifetime.plusMinutes(1).toHours());
    }
  }

  @Test
  void theRightTokenLogsInAgainAndAgain() throws Exception {
    try (FakeWebServer web = new FakeWebServer(ANNA, TOKEN);
        TestCoordinator test = new TestCoordinator(rathenaWeb(web.uri()))) {
      // More often than the web-server serves one connection.
      for (int i = 0; i < 12; i++) {
        Login login =
            TestPlayer.await(
                TestPlayer.client(test.coordinator).login(new LoginRequest(ANNA, TOKEN)));
        TestPlayer.await(
            TestPlayer.client(test.coordinator).join(login.jwt(), "prontera", FINGERPRINT));
      }
      assertEquals(0, web.malformed());
    }
  }

  @ParameterizedTest(name = "account {0}, token \"{1}\"")
  @CsvSource({
    "2000001, fedcba9876543210, does not confirm this login",
    "2000002, 0123456789abcdef, does not confirm this login",
    "2000001, '', use_web_auth_token: yes",
  })
  void theWrongOneIsRefused(int account, String token, String sentence) throws Exception {
    try (FakeWebServer web = new FakeWebServer(ANNA, TOKEN);
        TestCoordinator test = new TestCoordinator(rathenaWeb(web.uri()))) {
      CoordinatorException e =
          TestPlayer.failure(
              TestPlayer.client(test.coordinator).login(new LoginRequest(account, token)));
      assertEquals(401, e.status());
      assertEquals(ErrorCode.UNAUTHORIZED, e.code());
      assertTrue(e.getMessage().contains(sentence), e.getMessage());
      assertEquals(0, web.malformed());
      assertEquals(1, test.coordinator.tally().of(Event.LOGIN_REFUSED));
    }
  }

  @Test
  void whatIsNoAnswerIsNoRefusal() throws Exception {
    URI nobody;
    try (ServerSocket closed = new ServerSocket(0)) {
      nobody = URI.create("http://127.0.0.1:" + closed.getLocalPort());
    }
    try (FakeWebServer web = new FakeWebServer(ANNA, TOKEN)) {
      for (URI unwell :
          new URI[] {nobody, web.uri().resolve("/broken"), web.uri().resolve("/endless")}) {
        try (TestCoordinator test = new TestCoordinator(rathenaWeb(unwell))) {
          CoordinatorException e =
              TestPlayer.failure(
                  TestPlayer.client(test.coordinator).login(new LoginRequest(ANNA, TOKEN)));
          assertEquals(503, e.status(), unwell.toString());
          assertEquals(ErrorCode.UNAVAILABLE, e.code());
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "good, true",
    "of another secret, false",
    "unsigned, false",
    "expired, false",
    "without expiry, false",
    "without account, false",
    "account as text, false",
    "negative account, false",
    "garbage, false",
    "empty, false",
  })
  void onlyGoodTokensJoin(String kind, boolean good) throws Exception {
    try (FakeWebServer web = new FakeWebServer(ANNA, TOKEN);
        TestCoordinator test = new TestCoordinator(rathenaWeb(web.uri()))) {
      var join = TestPlayer.client(test.coordinator).join(jwt(kind), "prontera", FINGERPRINT);
      if (good) {
        assertEquals("prontera", TestPlayer.await(join).zone());
      } else {
        CoordinatorException e = TestPlayer.failure(join);
        assertEquals(401, e.status());
        assertTrue(e.getMessage().contains("log in again"), e.getMessage());
      }
    }
  }

  private static String jwt(String kind) throws Exception {
    long hour = Instant.now().getEpochSecond() + 3_600;
    String claims = "{\"account_id\":2000001,\"exp\":" + hour + "}";
    return switch (kind) {
      case "good" -> signed(claims, SECRET);
      case "of another secret" -> signed(claims, SECRET.replace('0', '1'));
      case "unsigned" -> base64("{\"alg\":\"none\"}") + "." + base64(claims) + ".";
      case "expired" -> signed("{\"account_id\":2000001,\"exp\":1000000000}", SECRET);
      case "without expiry" -> signed("{\"account_id\":2000001}", SECRET);
      case "without account" -> signed("{\"exp\":" + hour + "}", SECRET);
      case "account as text" -> signed("{\"account_id\":\"2000001\",\"exp\":" + hour + "}", SECRET);
      case "negative account" -> signed("{\"account_id\":-1,\"exp\":" + hour + "}", SECRET);
      case "garbage" -> "a.b.c";
      default -> "";
    };
  }

  private static String signed(String claims, String secret) throws Exception {
    String text = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + base64(claims);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Buffer.buffer(secret).getBytes(), "HmacSHA256"));
    byte[] signature = mac.doFinal(Buffer.buffer(text).getBytes());
    return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  private static String base64(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Buffer.buffer(json).getBytes());
  }

  private static CoordinatorConfig rathenaWeb(URI web) {
    return TestCoordinator.CONFIG.withAuth(
        new AuthConfig(AuthMode.RATHENA_WEB, web, "My World", SECRET, Duration.ofHours(1)));
  }
}
