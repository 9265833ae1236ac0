package org.rop2p.coordinator.auth;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rop2p.coordinator.api.LoginRequest;
import org.rop2p.coordinator.config.AuthConfig;
import org.rop2p.coordinator.config.ServiceTokens;

/**
 * Believes the JWT (HS256) of another service that has let the player in. The first of the claims
 * that is there names the account, as a number or in digits. Our own tokens are none of these, even
 * where both have one secret.
 */
public final class ServiceTokenIdentity implements IdentityCheck {
  private static final Verdict NO_TOKEN =
      Verdict.refused(
          "This coordinator wants a token of the game's own service: get one there and set"
              + " security.jwt_token in the proxy's configuration");

  private static final Verdict WRONG_TOKEN =
      Verdict.refused(
          "The token of the game's own service is wrong, expired or meant for something else: get a"
              + " new one there and set security.jwt_token in the proxy's configuration");

  private static final Verdict OTHER_ACCOUNT =
      Verdict.refused(
          "The token of the game's own service is another account's: log in to the game with the"
              + " account that got it");

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,10}");

  private final Hs256 jwt;
  private final String issuer;
  private final String audience;
  private final List<String> accountClaims;

  /**
   * Checks with the service's own secret, or with the coordinator's where it has none.
   *
   * @throws IllegalArgumentException if that is shorter than {@link AuthConfig#MIN_SECRET_BYTES}
   */
  public ServiceTokenIdentity(Vertx vertx, AuthConfig auth, InstantSource clock) {
    ServiceTokens service = auth.serviceTokens();
    String shared = service.secret().isEmpty() ? auth.jwtSecret() : service.secret();
    byte[] secret = shared.getBytes(StandardCharsets.UTF_8);
    if (secret.length < AuthConfig.MIN_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "mode jwt needs the secret of the service's tokens, at least "
              + AuthConfig.MIN_SECRET_BYTES
              + " bytes: set coordinator.jwt_secret to it");
    }
    this.jwt = new Hs256(vertx, secret, clock);
    this.issuer = service.issuer();
    this.audience = service.audience();
    this.accountClaims = service.claims();
  }

  @Override
  public Future<Verdict> check(LoginRequest request) {
    if (request.serviceToken().isEmpty()) {
      return Future.succeededFuture(NO_TOKEN);
    }
    return jwt.read(request.serviceToken())
        .map(claims -> verdict(request.accountId(), claims))
        .otherwise(WRONG_TOKEN);
  }

  private Verdict verdict(int accountId, JsonObject claims) {
    Object issued = claims.getValue("iss");
    boolean meant =
        !Tokens.US.equals(issued)
            && (issuer.isEmpty() || issuer.equals(issued))
            && (audience.isEmpty() || Hs256.isFor(claims, audience));
    Optional<Integer> account = meant ? account(claims) : Optional.empty();
    if (account.isEmpty()) {
      return WRONG_TOKEN;
    }
    return account.get() == accountId ? Verdict.CONFIRMED : OTHER_ACCOUNT;
  }

  private Optional<Integer> account(JsonObject claims) {
    return accountClaims.stream()
        .filter(claims::containsKey)
        .findFirst()
        .map(claims::getValue)
        .flatMap(ServiceTokenIdentity::account);
  }

  private static Optional<Integer> account(Object claim) {
    if (claim instanceof Integer number) {
      return Optional.of(number);
    }
    if (claim instanceof String text && DIGITS.matcher(text).matches()) {
      return Optional.of(Long.parseLong(text))
          .filter(number -> number <= Integer.MAX_VALUE)
          .map(Long::intValue);
    }
    return Optional.empty();
  }
}
