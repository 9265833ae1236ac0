package org.rop2p.coordinator.api;

/**
 * The body of {@code POST sessions/leave}: a session that the account has left already is no error.
 */
public record LeaveRequest(String sessionId) {
  public LeaveRequest {
    Limits.sessionId(sessionId);
  }
}
