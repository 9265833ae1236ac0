package org.rop2p.coordinator.auth;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.rop2p.coordinator.api.Login;
import org.rop2p.coordinator.session.Player;

/**
 * Our own JWTs (HS256), which say which account logged in and with which key: claims {@code iss},
 * {@code aud}, {@code account_id}, {@code sub}, {@code iat}, {@code exp}, and {@code cnf} (RFC
 * 7800) with the certificate's fingerprint and the signing key. Thread-safe.
 */
public final class Tokens {
  /** Issuer and audience: a token of another service with the same secret has other ones. */
  static final String US = "ro-p2p";

  private static final String ACCOUNT_ID = "account_id";
  private static final String CONFIRMATION = "cnf";
  private static final String FINGERPRINT = "x5t#S256";
  private static final String SIGNING_KEY = "ed25519";

  private final Hs256 jwt;
  private final Duration lifetime;
  private final InstantSource clock;

  public Tokens(Vertx vertx, byte[] secret, Duration lifetime, InstantSource clock) {
    this.jwt = new Hs256(vertx, secret, clock);
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /**
   * What a good token says.
   *
   * @param player empty if no key was proven at the login
   */
  public record Claims(int accountId, Optional<Player> player, Instant issued, Instant expires) {}

  /** A token from now on, without a key: good for no session. */
  public Login issue(int accountId) {
    return issue(accountId, new JsonObject());
  }

  /** A token from now on. */
  public Login issue(Player player) {
    return issue(
        player.accountId(),
        new JsonObject()
            .put(
                CONFIRMATION,
                new JsonObject()
                    .put(FINGERPRINT, player.fingerprint())
                    .put(SIGNING_KEY, player.signingKey())));
  }

  private Login issue(int accountId, JsonObject claims) {
    long now = clock.instant().getEpochSecond();
    long expires = now + lifetime.toSeconds();
    String token =
        jwt.sign(
            claims
                .put("iss", US)
                .put("aud", US)
                .put(ACCOUNT_ID, accountId)
                .put("sub", Integer.toString(accountId))
                .put("iat", now)
                .put("exp", expires));
    return new Login(token, accountId, Instant.ofEpochSecond(expires));
  }

  /** What a token says; fails if the token is not ours, or not good any more. */
  public Future<Claims> read(String token) {
    return jwt.read(token)
        .compose(
            claims ->
                claims(claims)
                    .map(Future::succeededFuture)
                    .orElseGet(() -> Future.failedFuture("not a token of ours")));
  }

  private Optional<Claims> claims(JsonObject claims) {
    if (US.equals(claims.getValue("iss"))
        && Hs256.isFor(claims, US)
        && claims.getValue(ACCOUNT_ID) instanceof Integer accountId
        && accountId > 0
        && seconds(claims, "iat").isPresent()
        && seconds(claims, "exp").isPresent()) {
      Instant issued = seconds(claims, "iat").get();
      Instant expires = seconds(claims, "exp").get();
      // Nobody who gives out ours makes them last longer.
      if (!expires.isAfter(issued.plus(lifetime))) {
        return Optional.of(new Claims(accountId, player(accountId, claims), issued, expires));
      }
    }
    return Optional.empty();
  }

  private static Optional<Instant> seconds(JsonObject claims, String claim) {
    return claims.getValue(claim) instanceof Integer || claims.getValue(claim) instanceof Long
        ? Optional.of(claims.getLong(claim))
            .filter(seconds -> 0 <= seconds && seconds <= Integer.MAX_VALUE * 4L)
            .map(Instant::ofEpochSecond)
        : Optional.empty();
  }

  private static Optional<Player> player(int accountId, JsonObject claims) {
    if (claims.getValue(CONFIRMATION) instanceof JsonObject key
        && key.getValue(FINGERPRINT) instanceof String fingerprint
        && key.getValue(SIGNING_KEY) instanceof String signingKey) {
      return Optional.of(new Player(accountId, fingerprint, signingKey));
    }
    return Optional.empty();
  }
}
