package org.rop2p.coordinator.api;

/**
 * The body of {@code POST sessions/join}.
 *
 * @param fingerprint SHA-256 of this proxy instance's certificate, 64 lower-case hex digits
 */
public record JoinRequest(String zone, String fingerprint) {
  public JoinRequest {
    Limits.zone(zone);
    Limits.fingerprint(fingerprint);
  }
}
