package org.rop2p.coordinator.api;

import static java.util.Objects.requireNonNull;

/**
 * The player was admitted.
 *
 * @param ticket for one {@code join} on the WebSocket, within 30 s
 */
public record Joined(String sessionId, String ticket, String zone, ZonePolicy policy) {
  public Joined {
    Limits.sessionId(sessionId);
    Limits.ticket(ticket);
    Limits.zone(zone);
    requireNonNull(policy, "policy");
  }

  /** Leaves the ticket out. */
  @Override
  public String toString() {
    return "Joined[sessionId=" + sessionId + ", zone=" + zone + ", policy=" + policy + "]";
  }
}
