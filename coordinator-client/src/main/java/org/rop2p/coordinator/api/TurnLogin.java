package org.rop2p.coordinator.api;

import java.util.OptionalLong;

/**
 * A TURN server and what one player is known by there.
 *
 * @param url {@code turn:host} or {@code turn:host:port}, spoken over UDP
 * @param username 1 to 508 characters
 * @param credential the password, 1 to 256 characters
 * @param lifetimeSeconds after which new ones are needed; empty if they last
 */
public record TurnLogin(
    String url, String username, String credential, OptionalLong lifetimeSeconds) {
  public TurnLogin {
    Limits.iceUrl(url);
    Limits.turnText("username", username, 508);
    Limits.turnText("credential", credential, 256);
  }

  /** Without the password, so that no log shows it. */
  @Override
  public String toString() {
    return "TurnLogin[" + username + "@" + url + "]";
  }
}
