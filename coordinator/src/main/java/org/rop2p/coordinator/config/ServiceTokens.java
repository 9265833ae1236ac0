package org.rop2p.coordinator.config;

import java.util.List;

/**
 * Which JWTs of another service (the AI service, say) are believed in mode {@code jwt}.
 *
 * @param secret HS256; the coordinator's own if empty
 * @param issuer the only one believed; empty: any
 * @param audience the only one believed; empty: any, or none
 * @param claims which claim names the account, in this order
 */
public record ServiceTokens(String secret, String issuer, String audience, List<String> claims) {
  /** As services commonly call it. */
  public static final ServiceTokens DEFAULT =
      new ServiceTokens("", "", "", List.of("account_id", "player_id", "sub"));

  public ServiceTokens {
    claims = List.copyOf(claims);
  }

  /** Leaves the secret out. */
  @Override
  public String toString() {
    return "ServiceTokens[issuer=" + issuer + ", audience=" + audience + "]";
  }
}
