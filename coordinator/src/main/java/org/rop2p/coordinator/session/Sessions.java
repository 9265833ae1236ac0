package org.rop2p.coordinator.session;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sessions, by zone, and who has a place in each. A session without anybody is none. */
final class Sessions {
  private record Session(String id, String zone, Instant created, Set<Integer> accounts) {
    SessionInfo info() {
      return new SessionInfo(id, zone, accounts.size(), created);
    }
  }

  private final Map<String, Session> byId = new LinkedHashMap<>();
  private final Map<String, Map<String, Session>> byZone = new LinkedHashMap<>();

  /** Gives a place, whether there is room or not; a session that is none yet begins. */
  void take(String id, String zone, int accountId, Instant now) {
    Session session =
        byId.computeIfAbsent(id, key -> new Session(key, zone, now, new LinkedHashSet<>()));
    byZone.computeIfAbsent(zone, key -> new LinkedHashMap<>()).put(id, session);
    session.accounts().add(accountId);
  }

  /** Takes a place back. */
  void vacate(String id, int accountId) {
    Session session = byId.get(id);
    if (session == null) {
      return;
    }
    session.accounts().remove(accountId);
    if (session.accounts().isEmpty()) {
      byId.remove(id);
      Map<String, Session> zone = byZone.get(session.zone());
      zone.remove(id);
      if (zone.isEmpty()) {
        byZone.remove(session.zone());
      }
    }
  }

  List<SessionInfo> ofZone(String zone) {
    return byZone.getOrDefault(zone, Map.of()).values().stream().map(Session::info).toList();
  }

  List<SessionInfo> all() {
    return byId.values().stream().map(Session::info).toList();
  }

  Optional<SessionInfo> of(String id) {
    return Optional.ofNullable(byId.get(id)).map(Session::info);
  }

  Set<Integer> accounts(String id) {
    return Optional.ofNullable(byId.get(id))
        .map(session -> Set.copyOf(session.accounts()))
        .orElse(Set.of());
  }

  /** Who has a place in each. */
  Map<String, Set<Integer>> places() {
    Map<String, Set<Integer>> places = new LinkedHashMap<>();
    byId.forEach((id, session) -> places.put(id, Set.copyOf(session.accounts())));
    return places;
  }
}
