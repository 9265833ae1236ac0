package org.rop2p.coordinator.auth;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rop2p.coordinator.api.Login;
import org.rop2p.coordinator.session.Player;

/**
 * Our own JWTs (HS256), which say which account logged in and with which key: claims {@code iss},
 * {@code aud}, {@code account_id}, {@code sub}, {@code iat}, {@code exp}, and {@code cnf} (RFC 7800)
 * with the certificate's fingerprint and the signing key.
 */
public final class Tokens {
  private static final String US = "ro-p2p";
  private static final String ACCOUNT_ID = "account_id";
  private static final String CONFIRMATION = "cnf";
  private static final String FINGERPRINT = "x5t#S256";
  private static final String SIGNING_KEY = "ed25519";

  /** Where Vert.x puts the verified claims. */
  private static final String CLAIMS = "accessToken";

  private final JWTAuth jwt;
  private final Duration lifetime;

  public Tokens(Vertx vertx, byte[] secret, Duration lifetime) {
    this.jwt =
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .addPubSecKey(
                    new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(Buffer.buffer(secret)))
                .setJWTOptions(new JWTOptions().setIssuer(US).setAudience(List.of(US))));
    this.lifetime = lifetime;
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
    String token =
        jwt.generateToken(
            claims.put(ACCOUNT_ID, accountId),
            new JWTOptions()
                .setIssuer(US)
                .setAudience(List.of(US))
                .setSubject(Integer.toString(accountId))
                .setExpiresInSeconds((int) lifetime.toSeconds()));
    return new Login(token, accountId, Instant.now().plus(lifetime));
  }

  /** What a token says; fails if the token is not ours, or not good any more. */
  public Future<Claims> read(String token) {
    return jwt.authenticate(new TokenCredentials(token))
        .compose(
            user -> {
              JsonObject claims = user.attributes().getJsonObject(CLAIMS);
              if (claims.getValue(ACCOUNT_ID) instanceof Integer accountId
                  && accountId > 0
                  && claims.getValue("exp") instanceof Number expires
                  && claims.getValue("iat") instanceof Number issued) {
                return Future.succeededFuture(
                    new Claims(
                        accountId,
                        player(accountId, claims),
                        Instant.ofEpochSecond(issued.longValue()),
                        Instant.ofEpochSecond(expires.longValue())));
              }
              return Future.failedFuture("the token names no account, or never expires");
            });
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
