package org.rop2p.coordinator.api;

/** The body of {@code POST sessions/join}; who joins, and with which key, is in his token. */
public record JoinRequest(String zone) {
  public JoinRequest {
    Limits.zone(zone);
  }
}
