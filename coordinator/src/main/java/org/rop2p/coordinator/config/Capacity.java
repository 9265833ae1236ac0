package org.rop2p.coordinator.config;

/** How many players a zone admits: so many sessions of so many players each. */
public record Capacity(int maxSessionsPerZone, int maxPlayersPerSession) {
  /** The integration guide's numbers: 500 players a zone. */
  public static final Capacity DEFAULT = new Capacity(10, 50);
}
