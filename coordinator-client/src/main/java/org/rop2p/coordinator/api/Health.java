package org.rop2p.coordinator.api;

/** The answer of {@code GET health}; {@code status} is {@code ok}, {@code degraded}
 * while the store does not answer, or {@code off} where P2P is switched off. */
public record Health(String status, long uptimeSeconds, int sessions, int players) {
  public Health {
    status = Limits.sentence(status);
  }
}
