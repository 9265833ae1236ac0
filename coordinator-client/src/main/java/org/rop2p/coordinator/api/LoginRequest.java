package org.rop2p.coordinator.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Who the player says he is.
 *
 * @param webAuthToken the token of the game server's login reply; empty if it gave none
 * @param serviceToken a JWT of the service that vouches for players (mode {@code jwt}); empty if
 *     there is none. It travels in the {@code Authorization} header, not in the body
 * @param proof of the proxy's key; without one the login is good for no session
 */
public record LoginRequest(
    int accountId, String webAuthToken, String serviceToken, Optional<KeyProof> proof) {
  public LoginRequest {
    Limits.accountId(accountId);
    Limits.webAuthToken(webAuthToken);
    Limits.jwt(serviceToken);
    requireNonNull(proof, "proof");
  }

  /** With the game server's word only. */
  public LoginRequest(int accountId, String webAuthToken) {
    this(accountId, webAuthToken, "", Optional.empty());
  }

  /** Leaves the tokens out. */
  @Override
  public String toString() {
    return "LoginRequest[accountId=" + accountId + "]";
  }
}
