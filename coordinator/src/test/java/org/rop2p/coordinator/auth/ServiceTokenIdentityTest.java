package org.rop2p.coordinator.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.coordinator.TestJwts.SECRET;
import static org.rop2p.coordinator.TestJwts.signed;

import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.coordinator.TestJwts;
import org.rop2p.coordinator.api.LoginRequest;
import org.rop2p.coordinator.auth.IdentityCheck.Outcome;
import org.rop2p.coordinator.auth.IdentityCheck.Verdict;
import org.rop2p.coordinator.config.AuthConfig;
import org.rop2p.coordinator.config.AuthMode;
import org.rop2p.coordinator.config.ServiceTokens;

class ServiceTokenIdentityTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final int ANNA = 2_000_001;
  private static final String EXP = "\"exp\":1800000060";
  private static final Vertx VERTX = Vertx.vertx();

  @AfterAll
  static void close() {
    VERTX.close();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"account_id\":2000001                                     | CONFIRMED",
        "\"account_id\":\"2000001\"                                 | CONFIRMED",
        "\"player_id\":2000001                                      | CONFIRMED",
        "\"sub\":\"2000001\"                                        | CONFIRMED",
        "\"player_id\":\"2000001\",\"sub\":\"anna\"                 | CONFIRMED",
        "\"account_id\":2000001,\"player_id\":2000002               | CONFIRMED",
        "\"account_id\":2000001,\"iss\":\"ai-service\"              | CONFIRMED",
        "\"account_id\":2000001,\"aud\":[\"ai\",\"web\"]            | CONFIRMED",
        "\"account_id\":2000001,\"iat\":1799990000                  | CONFIRMED",
        "\"account_id\":2000002                                     | REFUSED",
        "\"account_id\":2000002,\"player_id\":2000001               | REFUSED",
        // The first that is there counts, even if it is none.
        "\"account_id\":null,\"player_id\":2000001                  | REFUSED",
        "\"account_id\":\"anna\",\"sub\":\"2000001\"                | REFUSED",
        "\"account_id\":2000001.0                                   | REFUSED",
        "\"account_id\":\"2000001 \"                                | REFUSED",
        "\"account_id\":\"+2000001\"                                | REFUSED",
        "\"account_id\":\"9999999999\"                              | REFUSED",
        "\"account_id\":\"99999999999999999999\"                    | REFUSED",
        "\"account_id\":4296967297                                  | REFUSED",
        "\"account_id\":true                                        | REFUSED",
        "\"account_id\":[2000001]                                   | REFUSED",
        "\"sub\":\"anna\"                                           | REFUSED",
        "\"name\":\"anna\"                                          | REFUSED",
        // What we gave out ourselves.
        "\"account_id\":2000001,\"iss\":\"ro-p2p\"                  | REFUSED",
        "\"account_id\":2000001,\"iat\":1800000031                  | REFUSED",
        "\"account_id\":2000001,\"nbf\":1800000031                  | REFUSED",
      })
  void theFirstClaimNamesTheAccount(String claims, Outcome outcome) throws Exception {
    assertEquals(outcome, check(service("", ""), signed("{" + EXP + "," + claims + "}")).outcome());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "1800000001, CONFIRMED",
    "9999999999, CONFIRMED", // how long its tokens last is the service's own affair
    "1e300, CONFIRMED",
    "1800000000, REFUSED",
    "1000000000, REFUSED",
    "\"1800000060\", REFUSED",
    "null, REFUSED",
    "-1, REFUSED",
  })
  void itHasToEnd(String exp, Outcome outcome) throws Exception {
    String token = signed("{\"account_id\":2000001,\"exp\":" + exp + "}");
    assertEquals(outcome, check(service("", ""), token).outcome());
    assertEquals(
        Outcome.REFUSED, check(service("", ""), signed("{\"account_id\":2000001}")).outcome());
  }

  @ParameterizedTest(name = "wanted {0} for {1}, is {2} for {3}: {4}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ai | ``     | \"ai\"  | \"x\"          | CONFIRMED",
        "ai | ``     | \"xx\"  | \"x\"          | REFUSED",
        "ai | ``     | [\"ai\"]| \"x\"          | REFUSED",
        "ai | ``     | null    | \"x\"          | REFUSED",
        "`` | game   | \"ai\"  | \"game\"       | CONFIRMED",
        "`` | game   | \"ai\"  | [\"a\",\"game\"] | CONFIRMED",
        "`` | game   | \"ai\"  | \"Game\"       | REFUSED",
        "`` | game   | \"ai\"  | []             | REFUSED",
        "`` | game   | \"ai\"  | null           | REFUSED",
        "ai | game   | \"ai\"  | \"game\"       | CONFIRMED",
        "ai | ro-p2p | \"ai\"  | \"ro-p2p\"     | CONFIRMED",
        "ro-p2p | `` | \"ro-p2p\" | \"x\"       | REFUSED",
      })
  void meantForUs(String issuer, String audience, String iss, String aud, Outcome outcome)
      throws Exception {
    String token =
        signed("{" + EXP + ",\"account_id\":2000001,\"iss\":" + iss + ",\"aud\":" + aud + "}");
    assertEquals(outcome, check(service(issuer, audience), token).outcome());
  }

  @Test
  void oneSecretForTwoServicesMixesUpNoTokens() throws Exception {
    byte[] secret = SECRET.getBytes(StandardCharsets.UTF_8);
    Tokens ours = new Tokens(VERTX, secret, Duration.ofHours(1), () -> NOW);
    assertEquals(Outcome.REFUSED, check(service("", ""), ours.issue(ANNA).jwt()).outcome());
    String theirs = signed("{" + EXP + ",\"account_id\":2000001,\"iat\":1800000000}");
    assertEquals(Outcome.CONFIRMED, check(service("", ""), theirs).outcome());
    assertThrows(
        Exception.class,
        () ->
            ours.read(theirs).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS));
  }

  @Test
  void theServicesOwnSecretIsTheOnlyOneThen() throws Exception {
    String own = SECRET.replace('0', '1');
    ServiceTokens service = new ServiceTokens(own, "", "", ServiceTokens.DEFAULT.claims());
    String claims = "{" + EXP + ",\"account_id\":2000001}";
    String header = "{\"alg\":\"HS256\"}";
    assertEquals(
        Outcome.CONFIRMED,
        check(service, TestJwts.signed(header, claims, "HmacSHA256", own)).outcome());
    assertEquals(Outcome.REFUSED, check(service, signed(claims)).outcome());
    assertEquals(
        Outcome.REFUSED,
        check(service, TestJwts.base64("{\"alg\":\"none\"}") + "." + TestJwts.base64(claims) + ".")
            .outcome());
  }

  @Test
  void otherClaimsCanBeNamed() throws Exception {
    ServiceTokens service = new ServiceTokens("", "", "", List.of("aid"));
    assertEquals(
        Outcome.CONFIRMED, check(service, signed("{" + EXP + ",\"aid\":2000001}")).outcome());
    assertEquals(
        Outcome.REFUSED, check(service, signed("{" + EXP + ",\"account_id\":2000001}")).outcome());
  }

  @Test
  void everyRefusalSaysWhatToDo() throws Exception {
    assertTrue(check(service("", ""), "").sentence().contains("security.jwt_token"));
    assertTrue(check(service("", ""), "a.b.c").sentence().contains("get a new one"));
    Verdict other = check(service("", ""), signed("{" + EXP + ",\"account_id\":2000002}"));
    assertTrue(other.sentence().contains("another account's"), other.sentence());
  }

  @Test
  void withoutASecretItDoesNotStart() {
    for (String secret : new String[] {"", "short"}) {
      AuthConfig auth = auth(ServiceTokens.DEFAULT, secret);
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () -> new ServiceTokenIdentity(VERTX, auth, () -> NOW));
      assertTrue(e.getMessage().contains("set coordinator.jwt_secret"), e.getMessage());
    }
  }

  private static ServiceTokens service(String issuer, String audience) {
    return new ServiceTokens("", issuer, audience, ServiceTokens.DEFAULT.claims());
  }

  private static AuthConfig auth(ServiceTokens service, String secret) {
    AuthConfig usual = AuthConfig.of(AuthMode.JWT, AuthConfig.DEFAULT_RATHENA_WEB_URL, secret);
    return new AuthConfig(
        usual.mode(),
        usual.rathenaWebUrl(),
        usual.worldName(),
        Optional.empty(),
        service,
        secret,
        usual.tokenLifetime());
  }

  private static Verdict check(ServiceTokens service, String token) throws Exception {
    return new ServiceTokenIdentity(VERTX, auth(service, SECRET), () -> NOW)
        .check(new LoginRequest(ANNA, "", token, Optional.empty()))
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }
}
