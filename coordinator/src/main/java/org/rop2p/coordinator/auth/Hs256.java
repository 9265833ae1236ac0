package org.rop2p.coordinator.auth;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.regex.Pattern;

/** JWTs (RFC 7519) under HS256 and no other algorithm. Thread-safe. */
final class Hs256 {
  /** By how much the clocks of two machines may differ. */
  static final Duration SKEW = Duration.ofSeconds(30);

  /** RFC 7515 section 3.1; a part that is empty there is a token unsigned. */
  private static final Pattern COMPACT =
      Pattern.compile("[A-Za-z0-9_-]+[.][A-Za-z0-9_-]+[.][A-Za-z0-9_-]+");

  /** As much as a header may well have. */
  private static final int MAX_LENGTH = 8 * 1024;

  /** Where Vert.x puts the verified claims. */
  private static final String CLAIMS = "accessToken";

  private final JWTAuth jwt;
  private final InstantSource clock;

  Hs256(Vertx vertx, byte[] secret, InstantSource clock) {
    // The only key it has is of the only algorithm: what a header asks for otherwise finds none.
    this.jwt =
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .addPubSecKey(
                    new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(Buffer.buffer(secret)))
                .setJWTOptions(new JWTOptions().setIgnoreExpiration(true)));
    this.clock = clock;
  }

  /** A token of these claims and no others. */
  String sign(JsonObject claims) {
    return jwt.generateToken(claims, new JWTOptions().setAlgorithm("HS256").setNoTimestamp(true));
  }

  /**
   * The claims of a token; fails if it is not signed with the secret, is not yet good, not good any
   * more, or good for ever. The failure names no part of it.
   */
  Future<JsonObject> read(String token) {
    if (token.length() > MAX_LENGTH || !COMPACT.matcher(token).matches()) {
      return bad();
    }
    return verified(token)
        .map(user -> user.attributes().getJsonObject(CLAIMS))
        .compose(claims -> isGoodNow(claims) ? Future.succeededFuture(claims) : bad())
        .recover(failure -> bad());
  }

  /** Vert.x throws where a claim that is a time is none. */
  private Future<User> verified(String token) {
    try {
      return jwt.authenticate(new TokenCredentials(token));
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  /** RFC 7519 section 4.1.3: a string, or a list of them. */
  static boolean isFor(JsonObject claims, String audience) {
    Object named = claims.getValue("aud");
    return audience.equals(named) || (named instanceof JsonArray all && all.contains(audience));
  }

  private boolean isGoodNow(JsonObject claims) {
    long now = clock.instant().getEpochSecond();
    return claims.getValue("exp") instanceof Number expires
        && expires.doubleValue() > now
        && isReached(claims, "iat", now)
        && isReached(claims, "nbf", now);
  }

  private static boolean isReached(JsonObject claims, String claim, long now) {
    Object value = claims.getValue(claim);
    return value == null
        || (value instanceof Number when && when.doubleValue() <= now + SKEW.toSeconds());
  }

  private static Future<JsonObject> bad() {
    return Future.failedFuture("not a good token");
  }
}
