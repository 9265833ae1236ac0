package org.rop2p.coordinator.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * The coordinator believes that the player is who he says.
 *
 * @param jwt the bearer token of later calls
 * @param expires when the token ends; log in again before
 */
public record Login(String jwt, int accountId, Instant expires) {
  public Login {
    if (jwt.isEmpty()) {
      throw new IllegalArgumentException("jwt must not be empty");
    }
    Limits.accountId(accountId);
    requireNonNull(expires, "expires");
  }

  /** Leaves the token out. */
  @Override
  public String toString() {
    return "Login[accountId=" + accountId + ", expires=" + expires + "]";
  }
}
