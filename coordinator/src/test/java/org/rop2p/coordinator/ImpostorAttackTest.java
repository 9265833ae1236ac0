package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.api.KeyProof;
import org.rop2p.coordinator.api.LoginRequest;
import org.rop2p.coordinator.api.MalformedMessageException;
import org.rop2p.coordinator.api.RestCodec;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.client.CoordinatorException;
import org.rop2p.coordinator.client.PlayerKey;
import org.rop2p.coordinator.client.Proofs;
import org.rop2p.coordinator.config.AuthConfig;
import org.rop2p.coordinator.config.AuthMode;

/** Anna tries to pass for Bert. */
class ImpostorAttackTest {
  private static final int ANNA = 2_000_001;
  private static final int BERT = 2_000_002;
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final String HS256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

  private final TestClock clock = new TestClock();
  private final TestKeys annas = TestKeys.create();
  private final TestKeys berts = TestKeys.create();
  private TestCoordinator test;

  @BeforeEach
  void start() {
    AuthConfig auth = AuthConfig.of(AuthMode.NONE, AuthConfig.DEFAULT_RATHENA_WEB_URL, SECRET);
    test = new TestCoordinator(TestCoordinator.CONFIG.with(draft -> draft.auth = auth), clock);
  }

  @AfterEach
  void stop() {
    test.close();
  }

  /** The certificate is public: every peer has seen it. */
  @Test
  void aFingerprintWithoutItsKeyIsNotJoined() throws Exception {
    KeyProof own = proof(annas, ANNA);
    String certificate = Base64.getEncoder().encodeToString(berts.certificate().getEncoded());
    refused(ANNA, new KeyProof(certificate, own.signingKey(), own.nonce(), own.signature()));
  }

  @Test
  void anothersProofIsNoneForMyAccount() {
    refused(ANNA, proof(berts, BERT));
  }

  @Test
  void aProofForOneNonceIsNoneForAnother() {
    KeyProof bert = proof(berts, BERT);
    refused(BERT, new KeyProof(bert.certificate(), bert.signingKey(), nonce(), bert.signature()));
  }

  @Test
  void anothersProofDoesNotProveMySigningKey() {
    KeyProof bert = proof(berts, BERT);
    refused(
        BERT,
        new KeyProof(bert.certificate(), annas.key().signingKey(), bert.nonce(), bert.signature()));
  }

  @Test
  void aProofIsTooOldAfterAMinute() {
    KeyProof bert = proof(berts, BERT);
    clock.advance(Duration.ofSeconds(61));
    refused(BERT, bert);
  }

  @Test
  void aNonceOfMyOwnMakingIsNone() {
    long future = clock.instant().getEpochSecond() + 50;
    String made = future + ".AAAAAAAAAAAAAAAA." + "A".repeat(43);
    refused(ANNA, Proofs.of(annas.key(), made, ANNA));
  }

  @Test
  void withoutAProofNothingIsJoined() {
    var client = TestPlayer.client(test.coordinator);
    String jwt = TestPlayer.await(client.login(new LoginRequest(ANNA, ""))).jwt();
    CoordinatorException join = TestPlayer.failure(client.join(jwt, "prontera"));
    assertEquals(ErrorCode.NO_KEY, join.code());
    assertEquals(403, status(jwt));
  }

  /** Anna's key, but Bert's name in the certificate of a key that she does not have. */
  @Test
  void aSignerThatMakesThingsUpProvesNothing() {
    PlayerKey made = PlayerKey.of(berts.certificate(), message -> new byte[64]);
    refused(BERT, Proofs.of(made, nonce(), BERT));
  }

  static Stream<String> tokens() {
    long now = new TestClock().instant().getEpochSecond();
    long real = Instant.now().getEpochSecond();
    String good = claims("ro-p2p", "ro-p2p", real, real + 3_000);
    String signature = jwt(HS256, good, "HmacSHA256", SECRET).split("[.]", -1)[2];
    return Stream.of(
        "",
        "garbage",
        "a.b.c",
        jwt(HS256, good, "HmacSHA256", SECRET.replace('0', '1')),
        jwt(HS256, claims("ro-p2p", "ro-p2p", now - 9_000, now - 6_000), "HmacSHA256", SECRET),
        jwt(HS256, claims("ai-service", "ro-p2p", real, real + 3_000), "HmacSHA256", SECRET),
        jwt(HS256, claims("ro-p2p", "ai-service", real, real + 3_000), "HmacSHA256", SECRET),
        base64("{\"alg\":\"none\"}") + "." + base64(good) + ".",
        base64("{\"alg\":\"None\"}") + "." + base64(good) + "." + signature,
        jwt("{\"alg\":\"none\",\"typ\":\"JWT\"}", good, "HmacSHA256", SECRET),
        jwt("{\"alg\":\"RS256\",\"typ\":\"JWT\"}", good, "HmacSHA256", SECRET),
        jwt("{\"alg\":\"ES256\",\"typ\":\"JWT\"}", good, "HmacSHA256", SECRET),
        jwt("{\"alg\":\"HS512\",\"typ\":\"JWT\"}", good, "HmacSHA512", SECRET),
        base64(HS256) + "." + base64(good.replace("2000001", "2000002")) + "." + signature,
        base64(HS256) + "." + base64(good.replace("abab", "cdcd")) + "." + signature,
        base64(HS256) + "." + base64(good) + "." + signature.substring(1),
        base64(HS256) + "." + base64(good) + ".");
  }

  /** Expired, of another secret, issuer or audience, {@code alg} tricks, tampered claims. */
  @ParameterizedTest(name = "[{index}]")
  @MethodSource("tokens")
  void noMadeUpTokenOpensOrJoinsAnything(String jwt) {
    var client = TestPlayer.client(test.coordinator);
    assertEquals(401, status(jwt), "socket");
    assertEquals(401, TestPlayer.failure(client.join(jwt, "prontera")).status());
    assertEquals(401, TestPlayer.failure(client.leave(jwt, "session")).status());
    assertEquals(401, TestPlayer.failure(client.iceServers(jwt)).status());
  }

  /** Else the test above would pass with a server that refuses everybody. */
  @Test
  void theRealOneDoes() {
    TestPlayer anna = new TestPlayer(test.coordinator, ANNA);
    anna.login();
    assertEquals(101, status(anna.jwt()));
  }

  @Test
  void aTokenIsReadFromTheHeaderOnly() {
    TestPlayer anna = new TestPlayer(test.coordinator, ANNA);
    anna.login();
    URI uri =
        URI.create(
            "http://127.0.0.1:%d/api/v1/signaling/ws?token=%s&access_token=%s"
                .formatted(test.coordinator.port(), anna.jwt(), anna.jwt()));
    assertEquals(401, send(HttpRequest.newBuilder(uri).build()).statusCode());
  }

  /** Whoever has Bert's game token is Bert to everybody: but Bert learns of it, and so do peers. */
  @Test
  void whoeverLogsInAsBertDoesNotDoItUnseen() {
    TestPlayer bert = TestPlayer.in(test.coordinator, BERT, "prontera");
    TestPlayer cara = TestPlayer.in(test.coordinator, BERT + 1, "prontera");
    bert.sees(cara.accountId);
    cara.sees(BERT);
    assertEquals(bert.asPeer(), cara.next());
    assertEquals(cara.asPeer(), bert.next());
    TestPlayer thief = TestPlayer.in(test.coordinator, BERT, "prontera");
    assertEquals(ErrorCode.REPLACED, bert.refusal());
    assertEquals(new ServerMessage.PeerLeft(BERT, "replaced"), cara.next());
    assertEquals(List.of(), thief.settle(), "he inherits nobody");
    assertEquals(List.of(), cara.settle());
  }

  private KeyProof proof(TestKeys keys, int account) {
    return Proofs.of(keys.key(), nonce(), account);
  }

  private String nonce() {
    URI uri = URI.create("http://127.0.0.1:" + test.coordinator.port() + "/api/v1/auth/nonce");
    try {
      return RestCodec.decodeNonce(send(HttpRequest.newBuilder(uri).build()).body()).nonce();
    } catch (MalformedMessageException e) {
      throw new AssertionError(e);
    }
  }

  private void refused(int account, KeyProof proof) {
    CoordinatorException e =
        TestPlayer.failure(
            TestPlayer.client(test.coordinator)
                .login(new LoginRequest(account, "", "", Optional.of(proof))));
    assertEquals(401, e.status());
    assertEquals(ErrorCode.UNAUTHORIZED, e.code());
  }

  /** Of the attempt to open a socket. */
  private int status(String jwt) {
    URI uri = URI.create("ws://127.0.0.1:" + test.coordinator.port() + "/api/v1/signaling/ws");
    var opening =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .header("Authorization", "Bearer " + jwt)
            .buildAsync(uri, new WebSocket.Listener() {});
    try {
      opening.join().abort();
      return 101;
    } catch (CompletionException e) {
      return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
    }
  }

  private static HttpResponse<String> send(HttpRequest request) {
    return TestPlayer.await(
        HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString()));
  }

  private static String claims(String issuer, String audience, long issued, long expires) {
    return ("{\"iss\":\"%s\",\"aud\":\"%s\",\"account_id\":2000001,\"sub\":\"2000001\",\"iat\":%d,"
            + "\"exp\":%d,\"cnf\":{\"x5t#S256\":\"%s\",\"ed25519\":\"%s\"}}")
        .formatted(issuer, audience, issued, expires, "ab".repeat(32), "A".repeat(43) + "=");
  }

  private static String jwt(String header, String claims, String algorithm, String secret) {
    String text = base64(header) + "." + base64(claims);
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), algorithm));
      return text
          + "."
          + Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String base64(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
