package org.rop2p.coordinator.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.coordinator.TestJwts.SECRET;
import static org.rop2p.coordinator.TestJwts.base64;
import static org.rop2p.coordinator.TestJwts.signed;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rop2p.coordinator.TestJwts;
import org.rop2p.coordinator.api.Login;
import org.rop2p.coordinator.session.Player;

class TokensTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Player ANNA = new Player(2_000_001, "ab".repeat(32), "A".repeat(43) + "=");
  private static final String HS256 = "{\"alg\":\"HS256\"}";
  private static final String GOOD =
      claims("\"ro-p2p\"", "\"ro-p2p\"", "2000001", "1800000000", "1800003600");
  private static final Vertx VERTX = Vertx.vertx();

  @AfterAll
  static void close() {
    VERTX.close();
  }

  @Test
  void whatIsIssuedIsReadUntilItsHourIsOver() throws Exception {
    Login login = at(NOW).issue(ANNA);
    assertEquals(NOW.plus(HOUR), login.expires());
    Tokens.Claims claims = read(at(NOW.plus(HOUR).minusSeconds(1)), login.jwt()).orElseThrow();
    assertEquals(
        new Tokens.Claims(ANNA.accountId(), Optional.of(ANNA), NOW, NOW.plus(HOUR)), claims);
    assertFalse(read(at(NOW.plus(HOUR)), login.jwt()).isPresent());
  }

  @Test
  void aLoginWithoutAKeyNamesNoPlayer() throws Exception {
    Tokens.Claims claims = read(at(NOW), at(NOW).issue(7).jwt()).orElseThrow();
    assertEquals(7, claims.accountId());
    assertEquals(Optional.empty(), claims.player());
  }

  @Test
  void anotherSecretsTokenIsNone() throws Exception {
    Tokens other = new Tokens(VERTX, bytes(SECRET.replace('0', '1')), HOUR, () -> NOW);
    assertFalse(read(at(NOW), other.issue(ANNA).jwt()).isPresent());
  }

  @Test
  void noPartOfATokenIsOne() throws Exception {
    String token = signed(GOOD);
    assertTrue(read(at(NOW), token).isPresent());
    for (int length = 0; length < token.length(); length++) {
      assertFalse(read(at(NOW), token.substring(0, length)).isPresent(), token.substring(length));
    }
    for (String more : new String[] {".", "=", " ", "\n", ".x", "A"}) {
      assertFalse(read(at(NOW), token + more).isPresent(), more);
    }
    assertFalse(read(at(NOW), " " + token).isPresent());
    assertFalse(read(at(NOW), token.substring(1)).isPresent());
  }

  static Stream<Arguments> tricks() {
    String unsigned = base64("{\"alg\":\"none\"}") + "." + base64(GOOD);
    String signature = signed(GOOD).substring(signed(GOOD).lastIndexOf('.'));
    return Stream.of(
        Arguments.of("none, no signature", unsigned + "."),
        Arguments.of("none, two parts", unsigned),
        Arguments.of("none, a good token's signature", unsigned + signature),
        Arguments.of("none, signed", hmac("{\"alg\":\"none\"}")),
        Arguments.of("None", base64("{\"alg\":\"None\"}") + "." + base64(GOOD) + "."),
        Arguments.of("NONE, signed", hmac("{\"alg\":\"NONE\"}")),
        Arguments.of("hs256 in lower case", hmac("{\"alg\":\"hs256\"}")),
        Arguments.of("RS256 over the secret", hmac("{\"alg\":\"RS256\"}")),
        Arguments.of("ES256 over the secret", hmac("{\"alg\":\"ES256\"}")),
        Arguments.of("EdDSA over the secret", hmac("{\"alg\":\"EdDSA\"}")),
        Arguments.of("HS512 in name", hmac("{\"alg\":\"HS512\"}")),
        Arguments.of("no alg", hmac("{\"typ\":\"JWT\"}")),
        Arguments.of("alg a number", hmac("{\"alg\":256}")),
        Arguments.of("alg a list", hmac("{\"alg\":[\"HS256\"]}")),
        Arguments.of("alg null", hmac("{\"alg\":null}")),
        Arguments.of("header a list", hmac("[\"HS256\"]")),
        Arguments.of("header no JSON", hmac("HS256")),
        Arguments.of("HS384", signed("{\"alg\":\"HS384\"}", GOOD, "HmacSHA384", SECRET)),
        Arguments.of("HS512", signed("{\"alg\":\"HS512\"}", GOOD, "HmacSHA512", SECRET)),
        Arguments.of("HS256, by SHA-512", signed(HS256, GOOD, "HmacSHA512", SECRET)),
        Arguments.of("a key of its own", hmac("{\"alg\":\"RS256\",\"x5c\":[\"MIIB\"]}")),
        Arguments.of("other claims", base64(HS256) + "." + base64(GOOD + " ") + signature),
        Arguments.of("claims a list", signed("[" + GOOD + "]")),
        Arguments.of("claims no JSON", signed("account 2000001")),
        Arguments.of("claims empty", signed("{}")),
        Arguments.of("long", signed(GOOD.replace("}", ",\"x\":\"" + "x".repeat(8_192) + "\"}"))),
        Arguments.of("garbage", "a.b.c"),
        Arguments.of("dots", "..."));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tricks")
  void noTrickMakesAToken(String name, String token) throws Exception {
    assertFalse(read(at(NOW), token).isPresent());
  }

  @ParameterizedTest(name = "iss {0}, aud {1}, account {2}, iat {3}, exp {4}: {5}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"ro-p2p\"     | \"ro-p2p\"         | 2000001      | 1800000000   | 1800003600   | true",
        "\"ro-p2p\"     | [\"x\",\"ro-p2p\"] | 2000001      | 1800000000   | 1800003600   | true",
        "\"ai-service\" | \"ro-p2p\"         | 2000001      | 1800000000   | 1800003600   | false",
        "[\"ro-p2p\"]   | \"ro-p2p\"         | 2000001      | 1800000000   | 1800003600   | false",
        "null           | \"ro-p2p\"         | 2000001      | 1800000000   | 1800003600   | false",
        "-              | \"ro-p2p\"         | 2000001      | 1800000000   | 1800003600   | false",
        "\"ro-p2p\"     | \"ai-service\"     | 2000001      | 1800000000   | 1800003600   | false",
        "\"ro-p2p\"     | [\"x\"]            | 2000001      | 1800000000   | 1800003600   | false",
        "\"ro-p2p\"     | {\"ro-p2p\":1}     | 2000001      | 1800000000   | 1800003600   | false",
        "\"ro-p2p\"     | -                  | 2000001      | 1800000000   | 1800003600   | false",
        "\"ro-p2p\"     | \"ro-p2p\"         | \"2000001\"  | 1800000000   | 1800003600   | false",
        "\"ro-p2p\"     | \"ro-p2p\"         | 2000001.0    | 1800000000   | 1800003600   | false",
        "\"ro-p2p\"     | \"ro-p2p\"         | 2147483648   | 1800000000   | 1800003600   | false",
        "\"ro-p2p\"     | \"ro-p2p\"         | 0            | 1800000000   | 1800003600   | false",
        "\"ro-p2p\"     | \"ro-p2p\"         | -1           | 1800000000   | 1800003600   | false",
        "\"ro-p2p\"     | \"ro-p2p\"         | true         | 1800000000   | 1800003600   | false",
        "\"ro-p2p\"     | \"ro-p2p\"         | [2000001]    | 1800000000   | 1800003600   | false",
        "\"ro-p2p\"     | \"ro-p2p\"         | null         | 1800000000   | 1800003600   | false",
        "\"ro-p2p\"     | \"ro-p2p\"         | -            | 1800000000   | 1800003600   | false",
        // Another machine's clock may be ahead by half a minute.
        "\"ro-p2p\"     | \"ro-p2p\"         | 2000001      | 1800000030   | 1800003630   | true",
        "\"ro-p2p\"     | \"ro-p2p\"         | 2000001      | 1800000031   | 1800003631   | false",
        "\"ro-p2p\"     | \"ro-p2p\"         | 2000001      | -            | 1800003600   | false",
        "\"ro-p2p\"     | \"ro-p2p\"         | 2000001      | null         | 1800003600   | false",
        "\"ro-p2p\"     | \"ro-p2p\"         | 2000001      | \"180000000\"| 1800003600   | false",
        "\"ro-p2p\"     | \"ro-p2p\"         | 2000001      | -1           | 3599         | false",
        "\"ro-p2p\"     | \"ro-p2p\"         | 2000001      | 1800000000   | 1800003601   | false",
        "\"ro-p2p\"     | \"ro-p2p\"         | 2000001      | 1800000000   | 9999999999   | false",
        "\"ro-p2p\"     | \"ro-p2p\"         | 2000001      | 1800000000   | 1e300        | false",
        "\"ro-p2p\"     | \"ro-p2p\"         | 2000001      | 1799999000   | 1800000001   | true",
        "\"ro-p2p\"     | \"ro-p2p\"         | 2000001      | 1799999000   | 1800000000   | false",
        "\"ro-p2p\"     | \"ro-p2p\"         | 2000001      | 1800000000   | \"1800003600\" | false",
        "\"ro-p2p\"     | \"ro-p2p\"         | 2000001      | 1800000000   | null         | false",
        "\"ro-p2p\"     | \"ro-p2p\"         | 2000001      | 1800000000   | -            | false",
      })
  void everyClaimCounts(
      String iss, String aud, String account, String iat, String exp, boolean good)
      throws Exception {
    String token = signed(claims(iss, aud, account, iat, exp));
    assertEquals(good, read(at(NOW), token).isPresent(), token);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"x5t#S256\":\"ab\",\"ed25519\":\"cd\"} | true",
        "{\"x5t#S256\":\"ab\"}                    | false",
        "{\"ed25519\":\"cd\"}                     | false",
        "{\"x5t#S256\":1,\"ed25519\":\"cd\"}      | false",
        "[]                                       | false",
        "\"ab\"                                   | false",
        "null                                     | false",
      })
  void aKeyIsWholeOrNone(String confirmation, boolean there) throws Exception {
    String token = signed(GOOD.replace("}", ",\"cnf\":" + confirmation + "}"));
    assertEquals(there, read(at(NOW), token).orElseThrow().player().isPresent());
  }

  @Test
  void notBeforeItsTime() throws Exception {
    assertTrue(read(at(NOW), signed(GOOD.replace("}", ",\"nbf\":1800000030}"))).isPresent());
    assertFalse(read(at(NOW), signed(GOOD.replace("}", ",\"nbf\":1800000031}"))).isPresent());
    assertFalse(read(at(NOW), signed(GOOD.replace("}", ",\"nbf\":\"now\"}"))).isPresent());
  }

  /** A hyphen leaves the claim out. */
  private static String claims(String iss, String aud, String account, String iat, String exp) {
    StringBuilder json = new StringBuilder("{\"sub\":\"2000001\"");
    String[][] all = {
      {"iss", iss}, {"aud", aud}, {"account_id", account}, {"iat", iat}, {"exp", exp}
    };
    for (String[] claim : all) {
      if (!claim[1].equals("-")) {
        json.append(",\"").append(claim[0]).append("\":").append(claim[1]);
      }
    }
    return json + "}";
  }

  private static String hmac(String header) {
    return TestJwts.signed(header, GOOD, "HmacSHA256", SECRET);
  }

  private static Tokens at(Instant now) {
    return new Tokens(VERTX, bytes(SECRET), HOUR, () -> now);
  }

  private static byte[] bytes(String secret) {
    return secret.getBytes(StandardCharsets.UTF_8);
  }

  private static Optional<Tokens.Claims> read(Tokens tokens, String token) throws Exception {
    Future<Optional<Tokens.Claims>> read = tokens.read(token).map(Optional::of);
    return read.otherwise(Optional.empty())
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }
}
