package org.rop2p.coordinator.auth;

import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import org.rop2p.coordinator.auth.IdentityCheck.Verdict;

/**
 * What rAthena's {@code login} table says of one account.
 *
 * @param token null if nobody has logged in since the login server started
 * @param enabled 1 while the account plays and shortly after
 * @param state 0, or why the login server lets nobody in
 * @param unbanTime until when the account is banned, in seconds since 1970; 0: it is not
 * @param expirationTime until when the account exists, in seconds since 1970; 0: for ever
 */
record LoginRow(String token, long enabled, long state, long unbanTime, long expirationTime) {
  static final String COLUMNS =
      "`web_auth_token`, `web_auth_token_enabled`, `state`, `unban_time`, `expiration_time`";

  private static final Verdict BLOCKED =
      Verdict.refused("The game server has blocked this account: ask its admin why");

  private static final Verdict EXPIRED =
      Verdict.refused(
          "The time of this account is over at the game server: ask its admin for more");

  /** Reads {@link #COLUMNS}; empty if they do not hold what rAthena writes there. */
  static Optional<LoginRow> of(Row row) {
    Object token = row.getValue(0);
    if ((token == null || token instanceof String)
        && row.getValue(1) instanceof Number enabled
        && row.getValue(2) instanceof Number state
        && row.getValue(3) instanceof Number unbanTime
        && row.getValue(4) instanceof Number expirationTime) {
      return Optional.of(
          new LoginRow(
              (String) token,
              enabled.longValue(),
              state.longValue(),
              unbanTime.longValue(),
              expirationTime.longValue()));
    }
    return Optional.empty();
  }

  /**
   * The token as rAthena's web-server compares it, but for letters of the other case; the rest as
   * its login server does. Only who has the token learns why the account is kept out.
   */
  Verdict verdict(String given, Instant now) {
    if (token == null || token.isEmpty() || !isSame(token, given) || enabled != 1) {
      return WebAuthToken.NOT_CONFIRMED;
    }
    long seconds = now.getEpochSecond();
    if (state != 0 || unbanTime > seconds) {
      return BLOCKED;
    }
    return expirationTime != 0 && expirationTime < seconds ? EXPIRED : Verdict.CONFIRMED;
  }

  private static boolean isSame(String token, String given) {
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  /** Leaves the token out. */
  @Override
  public String toString() {
    return "LoginRow[enabled=" + enabled + ", state=" + state + "]";
  }
}
