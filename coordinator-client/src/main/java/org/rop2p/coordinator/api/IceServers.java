package org.rop2p.coordinator.api;

import java.util.List;

/**
 * What one player's links may use (RFC 8445 section 5.1.1.2).
 *
 * @param stunServers {@code stun:host:port}, at most 16
 * @param turnServers at most 8
 */
public record IceServers(List<String> stunServers, List<TurnLogin> turnServers) {
  private static final int MAX_STUN = 16;
  private static final int MAX_TURN = 8;

  public IceServers {
    if (stunServers.size() > MAX_STUN) {
      throw new IllegalArgumentException("stun_servers has more than 16 entries");
    }
    if (turnServers.size() > MAX_TURN) {
      throw new IllegalArgumentException("turn_servers has more than 8 entries");
    }
    stunServers.forEach(Limits::iceUrl);
    stunServers = List.copyOf(stunServers);
    turnServers = List.copyOf(turnServers);
  }
}
