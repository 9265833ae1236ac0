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
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.rop2p.coordinator.api.Login;
import org.rop2p.coordinator.config.AuthConfig;

/**
 * JWTs (HS256) that say which account logged in: claims {@code account_id}, {@code sub}, {@code
 * iat}, {@code exp}.
 */
public final class Tokens {
  private static final String ACCOUNT_ID = "account_id";
  private static final String EXPIRES = "exp";

  /** Where Vert.x puts the verified claims. */
  private static final String CLAIMS = "accessToken";

  private final JWTAuth jwt;
  private final Duration lifetime;

  /** An empty secret makes a random one: logins then end with the process. */
  public Tokens(Vertx vertx, AuthConfig config) {
    Buffer secret = Buffer.buffer(config.jwtSecret());
    if (secret.length() == 0) {
      byte[] random = new byte[AuthConfig.MIN_SECRET_BYTES];
      new SecureRandom().nextBytes(random);
      secret = Buffer.buffer(random);
    }
    this.jwt =
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .addPubSecKey(new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(secret)));
    this.lifetime = config.tokenLifetime();
  }

  /** A token from now on. */
  public Login issue(int accountId) {
    String token =
        jwt.generateToken(
            new JsonObject().put(ACCOUNT_ID, accountId),
            new JWTOptions()
                .setSubject(Integer.toString(accountId))
                .setExpiresInSeconds((int) lifetime.toSeconds()));
    return new Login(token, accountId, Instant.now().plus(lifetime));
  }

  /** The account that a token speaks for; fails if the token is not ours, or not good any more. */
  public Future<Integer> accountOf(String token) {
    return jwt.authenticate(new TokenCredentials(token))
        .compose(
            user -> {
              JsonObject claims = user.attributes().getJsonObject(CLAIMS);
              if (claims.getValue(ACCOUNT_ID) instanceof Integer accountId
                  && accountId > 0
                  && claims.getValue(EXPIRES) instanceof Number) {
                return Future.succeededFuture(accountId);
              }
              return Future.failedFuture("the token names no account, or never expires");
            });
  }
}
