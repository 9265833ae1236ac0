package org.rop2p.coordinator.session;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rop2p.coordinator.config.Capacity;

/** The decision where in a zone a player is admitted. Pure. */
public sealed interface Admission {
  /** Into a session that exists. */
  record Existing(String sessionId) implements Admission {}

  /** Into a session yet to be made. */
  record New() implements Admission {}

  /** Nowhere: every session that the zone may have is full. */
  record Full() implements Admission {}

  /**
   * Fills the fullest session that has room, so that sessions stay few; players of different
   * sessions of a zone meet all the same.
   *
   * @param ofZone the zone's sessions
   * @param current the player's present session there, which keeps his place
   */
  static Admission decide(List<SessionInfo> ofZone, Optional<String> current, Capacity capacity) {
    if (current.isPresent()) {
      return new Existing(current.get());
    }
    Optional<SessionInfo> fullestWithRoom =
        ofZone.stream()
            .filter(session -> session.players() < capacity.maxPlayersPerSession())
            .max(
                Comparator.comparingInt(SessionInfo::players)
                    .thenComparing(SessionInfo::sessionId));
    if (fullestWithRoom.isPresent()) {
      return new Existing(fullestWithRoom.get().sessionId());
    }
    return ofZone.size() < capacity.maxSessionsPerZone() ? new New() : new Full();
  }
}
