package org.rop2p.coordinator.api;

/**
 * Who the player says he is.
 *
 * @param webAuthToken the token of the game server's login reply; empty if it gave none
 */
public record LoginRequest(int accountId, String webAuthToken) {
  public LoginRequest {
    Limits.accountId(accountId);
    Limits.webAuthToken(webAuthToken);
  }

  /** Leaves the token out. */
  @Override
  public String toString() {
    return "LoginRequest[accountId=" + accountId + "]";
  }
}
