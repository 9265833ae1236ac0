package org.rop2p.coordinator.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Places that wait for their players, one an account. Not thread-safe. */
final class Tickets {
  /** A place, and until when it waits. */
  record Reserved(String ticket, Player player, String zone, String sessionId, Instant expires) {
    int accountId() {
      return player.accountId();
    }
  }

  private final Map<Integer, Reserved> byAccount = new HashMap<>();

  /** All live equally long, so the oldest is the first to expire. */
  private final Map<String, Reserved> byAge = new LinkedHashMap<>();

  void add(Reserved reserved) {
    byAccount.put(reserved.accountId(), reserved);
    byAge.put(reserved.ticket(), reserved);
  }

  Optional<Reserved> of(int accountId) {
    return Optional.ofNullable(byAccount.get(accountId));
  }

  /** The account's, by its ticket; it is used up then. */
  Optional<Reserved> take(String ticket, int accountId) {
    Reserved reserved = byAge.get(ticket);
    if (reserved == null || reserved.accountId() != accountId) {
      return Optional.empty();
    }
    remove(reserved);
    return Optional.of(reserved);
  }

  void remove(Reserved reserved) {
    byAccount.remove(reserved.accountId(), reserved);
    byAge.remove(reserved.ticket());
  }

  /** Removes those that nobody came for in time. */
  List<Reserved> expired(Instant now) {
    List<Reserved> late = new ArrayList<>();
    for (Reserved reserved : byAge.values()) {
      if (reserved.expires().isAfter(now)) {
        break;
      }
      late.add(reserved);
    }
    late.forEach(this::remove);
    return late;
  }
}
