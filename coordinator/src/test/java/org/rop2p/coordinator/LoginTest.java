package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.api.Login;
import org.rop2p.coordinator.api.LoginRequest;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.client.CoordinatorClient;
import org.rop2p.coordinator.client.CoordinatorException;
import org.rop2p.coordinator.client.PlayerKey;
import org.rop2p.coordinator.client.SignalingSocket;
import org.rop2p.coordinator.config.AuthConfig;
import org.rop2p.coordinator.config.AuthMode;
import org.rop2p.coordinator.config.CoordinatorConfig;
import org.rop2p.coordinator.config.ServiceTokens;

class LoginTest {
  private static final int ANNA = 2_000_001;
  private static final String TOKEN = "0123456789abcdef";
  private static final SignalingSocket.Listener NOBODY =
      new SignalingSocket.Listener() {
        @Override
        public void onMessage(ServerMessage message) {}

        @Override
        public void onClosed(SignalingSocket.Closed how) {}
      };

  private final TestKeys keys = TestKeys.create();

  @Test
  void modeNoneBelievesEverybody() {
    try (TestCoordinator test = new TestCoordinator(TestCoordinator.CONFIG)) {
      Instant before = Instant.now();
      Login login = TestPlayer.await(client(test).login(new LoginRequest(ANNA, "")));
      assertEquals(ANNA, login.accountId());
      Duration lifetime = Duration.between(before, login.expires());
      assertEquals(60, lifetime.plusSeconds(30).toMinutes());
    }
  }

  @Test
  void theRightTokenLogsInAgainAndAgain() throws Exception {
    try (FakeWebServer web = new FakeWebServer(ANNA, TOKEN);
        TestCoordinator test = new TestCoordinator(rathenaWeb(web.uri()))) {
      // More often than the web-server serves one connection.
      for (int i = 0; i < 12; i++) {
        Login login =
            TestPlayer.await(client(test).login(new LoginRequest(ANNA, TOKEN), keys.key()));
        assertEquals(
            "prontera", TestPlayer.await(client(test).join(login.jwt(), "prontera")).zone());
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
      unauthorized(client(test).login(new LoginRequest(account, token), keys.key()), sentence);
      assertEquals(0, web.malformed());
      assertEquals(1, test.coordinator.tally().of(Event.LOGIN_REFUSED));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"down", "/broken", "/endless", "/dripping"})
  void whatIsNoAnswerIsNoRefusal(String kind) throws Exception {
    try (FakeWebServer web = new FakeWebServer(ANNA, TOKEN);
        TestCoordinator test =
            new TestCoordinator(
                rathenaWeb(kind.equals("down") ? nobody() : web.uri().resolve(kind)))) {
      crowdIsToldToTryAgain(test);
    }
  }

  @Test
  void aWebServerThatWasStuckIsAskedAgain() throws Exception {
    try (FakeWebServer web = new FakeWebServer(ANNA, TOKEN);
        StuckPath path = new StuckPath();
        TestCoordinator test =
            new TestCoordinator(rathenaWeb(URI.create("http://127.0.0.1:" + path.port())))) {
      crowdIsToldToTryAgain(test);
      path.repair(web.uri().getPort());
      // Connections made just before that are stuck still, eight at most, and may be the next to be
      // used: each costs one login five seconds.
      long begun = System.nanoTime();
      Optional<Throwable> failure = login(test);
      while (failure.isPresent()) {
        assertTrue(
            System.nanoTime() - begun < 3 * TestPlayer.PATIENCE.toNanos(), failure.get()::toString);
        failure = login(test);
      }
    }
  }

  private static Optional<Throwable> login(TestCoordinator test) throws Exception {
    return client(test)
        .login(new LoginRequest(ANNA, TOKEN))
        .handle((login, failure) -> Optional.ofNullable(failure))
        .get();
  }

  /** More than there are connections to the web-server, of other accounts: one is limited. */
  private static void crowdIsToldToTryAgain(TestCoordinator test) {
    List<CompletableFuture<Login>> waiting = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      waiting.add(client(test).login(new LoginRequest(ANNA + 1 + i, TOKEN)));
    }
    for (CompletableFuture<Login> login : waiting) {
      CoordinatorException e = TestPlayer.failure(login);
      assertEquals(503, e.status(), e.getMessage());
      assertEquals(ErrorCode.UNAVAILABLE, e.code());
      assertTrue(e.getMessage().contains("try again in a minute"), e.getMessage());
    }
  }

  @Test
  void aLoginWithoutAProofIsGoodForNothingWithPeers() {
    try (TestCoordinator test = new TestCoordinator(TestCoordinator.CONFIG)) {
      CoordinatorClient client = client(test);
      String jwt = TestPlayer.await(client.login(new LoginRequest(ANNA, ""))).jwt();
      CoordinatorException e = TestPlayer.failure(client.join(jwt, "prontera"));
      assertEquals(403, e.status());
      assertEquals(ErrorCode.NO_KEY, e.code());
      TestPlayer.failure(client.openSignaling(jwt, Runnable::run, NOBODY));
    }
  }

  @Test
  void whoHasOnlyTheCertificateIsRefusedBeforeTheGameServerIsAsked() throws Exception {
    TestKeys thief = TestKeys.create();
    PlayerKey stolen =
        PlayerKey.of(keys.certificate(), message -> thief.certificate().getSignature());
    try (FakeWebServer web = new FakeWebServer(ANNA, TOKEN);
        TestCoordinator test = new TestCoordinator(rathenaWeb(web.uri()))) {
      unauthorized(
          client(test).login(new LoginRequest(ANNA, TOKEN), stolen), "proof of the certificate");
      assertEquals(0, web.asked());
      assertEquals(1, test.coordinator.tally().of(Event.LOGIN_REFUSED));
    }
  }

  @Test
  void aNonceIsGoodForAMinute() {
    TestClock clock = new TestClock();
    try (TestCoordinator test = new TestCoordinator(TestCoordinator.CONFIG, clock)) {
      CoordinatorClient client = client(test);
      TestPlayer.await(client.login(new LoginRequest(ANNA, ""), slow(clock, 60)));
      unauthorized(
          client.login(new LoginRequest(ANNA, ""), slow(clock, 61)), "its nonce is too old");
    }
  }

  @Test
  void aTokenEndsAfterAnHour() {
    TestClock clock = new TestClock();
    try (TestCoordinator test = new TestCoordinator(TestCoordinator.CONFIG, clock)) {
      CoordinatorClient client = client(test);
      String jwt = TestPlayer.await(client.login(new LoginRequest(ANNA, ""), keys.key())).jwt();
      clock.advance(Duration.ofMinutes(60).minusSeconds(1));
      TestPlayer.await(client.join(jwt, "prontera"));
      clock.advance(Duration.ofSeconds(1));
      unauthorized(client.join(jwt, "prontera"), "log in again");
    }
  }

  @Test
  void withoutASecretTokensAreGoodWhereTheyWereGivenOut() {
    try (TestCoordinator here = new TestCoordinator(TestCoordinator.CONFIG);
        TestCoordinator there = new TestCoordinator(TestCoordinator.CONFIG)) {
      String jwt =
          TestPlayer.await(client(here).login(new LoginRequest(ANNA, ""), keys.key())).jwt();
      TestPlayer.await(client(here).join(jwt, "prontera"));
      unauthorized(client(there).join(jwt, "prontera"), "log in again");
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"of another secret", "unsigned", "expired", "of a service", "garbage", "empty"})
  void onlyGoodTokensJoin(String kind) {
    try (TestCoordinator test = new TestCoordinator(jwt(ServiceTokens.DEFAULT))) {
      CoordinatorClient client = client(test);
      String token = token(kind);
      unauthorized(client.join(token, "prontera"), "log in again");
      unauthorized(client.leave(token, "any"), "log in again");
      unauthorized(client.iceServers(token), "log in again");
      TestPlayer.failure(client.openSignaling(token, Runnable::run, NOBODY));
    }
  }

  @Test
  void aServicesTokenIsTheLoginInModeJwt() {
    try (TestCoordinator test = new TestCoordinator(jwt(ServiceTokens.DEFAULT))) {
      CoordinatorClient client = client(test);
      Login login = TestPlayer.await(client.login(with(token("of a service")), keys.key()));
      assertEquals(ANNA, login.accountId());
      assertEquals("prontera", TestPlayer.await(client.join(login.jwt(), "prontera")).zone());
      TestPlayer.await(client.openSignaling(login.jwt(), Runnable::run, NOBODY)).close();

      unauthorized(client.login(with(login.jwt()), keys.key()), "meant for something else");
      unauthorized(client.login(with(""), keys.key()), "security.jwt_token");
      for (String kind : new String[] {"of another secret", "unsigned", "expired", "garbage"}) {
        unauthorized(client.login(with(token(kind)), keys.key()), "get a new one");
      }
      LoginRequest asBert = new LoginRequest(ANNA + 1, "", token("of a service"), Optional.empty());
      unauthorized(client.login(asBert, keys.key()), "is another account's");
      assertEquals(7, test.coordinator.tally().of(Event.LOGIN_REFUSED));
    }
  }

  @Test
  void nothingSecretIsLogged() throws Exception {
    List<String> secrets = new ArrayList<>(List.of(TOKEN, TestJwts.SECRET));
    byte[][] signed = new byte[1][];
    TestKeys signing = TestKeys.create();
    try (LogCapture logs = new LogCapture();
        FakeWebServer web = new FakeWebServer(ANNA, TOKEN);
        TestCoordinator byWeb = new TestCoordinator(rathenaWeb(web.uri()));
        TestCoordinator byJwt = new TestCoordinator(jwt(ServiceTokens.DEFAULT));
        TestCoordinator unwell = new TestCoordinator(rathenaWeb(web.uri().resolve("/broken")))) {
      PlayerKey failing =
          PlayerKey.of(
              signing.certificate(),
              message -> {
                signed[0] = signing.certificate().getSignature();
                return signed[0];
              });
      String service = token("of a service");
      for (TestCoordinator test : new TestCoordinator[] {byWeb, byJwt, unwell}) {
        CoordinatorClient client = client(test);
        LoginRequest request = new LoginRequest(ANNA, TOKEN, service, Optional.empty());
        if (test == unwell) {
          TestPlayer.failure(client.login(request, keys.key()));
        } else {
          String jwt = TestPlayer.await(client.login(request, keys.key())).jwt();
          TestPlayer.await(client.join(jwt, "prontera"));
          TestPlayer.await(client.openSignaling(jwt, Runnable::run, NOBODY)).close();
          secrets.add(jwt);
          secrets.add(jwt.substring(jwt.lastIndexOf('.') + 1));
        }
        TestPlayer.failure(client.login(request, failing));
        TestPlayer.failure(client.login(with(token("of another secret")), keys.key()));
        TestPlayer.failure(client.join(token("expired"), "prontera"));
      }
      secrets.add(service);
      secrets.add(token("of another secret"));
      secrets.add(token("expired"));
      secrets.add(Base64.getEncoder().encodeToString(signed[0]));
      logs.assertSaysNothingOf(secrets.toArray(String[]::new));
    }
  }

  /** Signs, but takes its time. */
  private static PlayerKey slow(TestClock clock, long seconds) {
    return TestKeys.create(() -> clock.advance(Duration.ofSeconds(seconds))).key();
  }

  private static LoginRequest with(String serviceToken) {
    return new LoginRequest(ANNA, "", serviceToken, Optional.empty());
  }

  private static String token(String kind) {
    String claims = "{\"account_id\":2000001,\"exp\":9999999999}";
    String header = "{\"alg\":\"HS256\"}";
    return switch (kind) {
      case "of a service" -> TestJwts.signed(claims);
      case "of another secret" ->
          TestJwts.signed(header, claims, "HmacSHA256", TestJwts.SECRET.replace('0', '1'));
      case "unsigned" ->
          TestJwts.base64("{\"alg\":\"none\"}") + "." + TestJwts.base64(claims) + ".";
      case "expired" -> TestJwts.signed(claims.replace("9999999999", "1000000000"));
      case "garbage" -> "a.b.c";
      default -> "";
    };
  }

  private static void unauthorized(CompletableFuture<?> call, String sentence) {
    CoordinatorException e = TestPlayer.failure(call);
    assertEquals(401, e.status(), e.getMessage());
    assertEquals(ErrorCode.UNAUTHORIZED, e.code());
    assertTrue(e.getMessage().contains(sentence), e.getMessage());
  }

  private static CoordinatorClient client(TestCoordinator test) {
    return TestPlayer.client(test.coordinator);
  }

  private static URI nobody() throws Exception {
    try (ServerSocket closed = new ServerSocket(0)) {
      return URI.create("http://127.0.0.1:" + closed.getLocalPort());
    }
  }

  private static CoordinatorConfig rathenaWeb(URI web) {
    return config(AuthMode.RATHENA_WEB, web, ServiceTokens.DEFAULT);
  }

  private static CoordinatorConfig jwt(ServiceTokens service) {
    return config(AuthMode.JWT, AuthConfig.DEFAULT_RATHENA_WEB_URL, service);
  }

  private static CoordinatorConfig config(AuthMode mode, URI web, ServiceTokens service) {
    AuthConfig auth =
        new AuthConfig(
            mode,
            web,
            "My World",
            Optional.empty(),
            service,
            TestJwts.SECRET,
            AuthConfig.DEFAULT_TOKEN_LIFETIME);
    return TestCoordinator.CONFIG.with(draft -> draft.auth = auth);
  }
}
