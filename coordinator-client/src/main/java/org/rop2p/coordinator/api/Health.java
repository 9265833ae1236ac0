package org.rop2p.coordinator.api;

/** The answer of {@code GET health}; {@code status} is {@code ok} while the coordinator serves. */
public record Health(String status, long uptimeSeconds, int sessions, int players) {
  public Health {
    status = Limits.sentence(status);
  }
}
