package org.rop2p.coordinator.signaling;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.rop2p.coordinator.session.Membership;
import org.rop2p.coordinator.session.NewestOnly;
import org.rop2p.coordinator.session.Notice;
import org.rop2p.coordinator.session.Player;

/**
 * A membership's socket, from before the store knows of it, and what this node knows of the
 * membership. What the store notices before the membership is confirmed waits until then. Used on
 * one event loop only.
 */
final class Seat {
  /** More introductions than a view holds cannot be waiting. */
  private static final int MAX_WAITING = 2_048;

  private final PlayerSocket socket;
  private final NewestOnly newest = new NewestOnly();
  private final List<Notice> waiting = new ArrayList<>();
  private final Map<Integer, Acquaintance> acquaintances = new LinkedHashMap<>();
  private final Set<Integer> toldMuted = new HashSet<>();
  private final View view = new View();
  private Future<Void> underWay = Future.succeededFuture();
  private Optional<Membership> membership = Optional.empty();
  private long doubtedSince;

  Seat(PlayerSocket socket) {
    this.socket = socket;
  }

  PlayerSocket socket() {
    return socket;
  }

  View view() {
    return view;
  }

  Optional<Membership> membership() {
    return membership;
  }

  /** What came before, in order, now that the membership stands. */
  List<Notice> taken(Membership confirmed) {
    membership = Optional.of(confirmed);
    List<Notice> came = List.copyOf(waiting);
    waiting.clear();
    return came;
  }

  /** True if the notice has to wait, and does. */
  boolean waits(Notice notice) {
    if (membership.isEmpty() && waiting.size() < MAX_WAITING) {
      waiting.add(notice);
    }
    return membership.isEmpty();
  }

  /** Does one thing with this membership after the other. */
  Future<Void> inTurn(Supplier<Future<Void>> next) {
    underWay = underWay.transform(before -> next.get());
    return underWay;
  }

  /** Whether something is being done with this membership. */
  boolean isBusy() {
    return !underWay.isComplete();
  }

  /** True if this is news to the player. */
  boolean meets(Player peer, long generation) {
    Acquaintance known = acquaintances.get(peer.accountId());
    if (known != null) {
      known.confirm(true);
    }
    if (!newest.isNews(peer.accountId(), generation)) {
      return false;
    }
    acquaintances.put(peer.accountId(), new Acquaintance(peer));
    return true;
  }

  /** True if this is news to the player. */
  boolean parts(int peer, long generation) {
    if (!newest.isNews(peer, generation)) {
      return false;
    }
    acquaintances.remove(peer);
    return true;
  }

  Optional<Acquaintance> acquaintance(int peer) {
    return Optional.ofNullable(acquaintances.get(peer));
  }

  Set<Integer> acquaintances() {
    return Set.copyOf(acquaintances.keySet());
  }

  /** Whom the store has to know as seen, if it knew nothing. */
  Set<Integer> seen() {
    return view.hasReport() ? view.allowed() : acquaintances();
  }

  /** Notices may have been lost: each introduction stands only if the store says so again. */
  void doubtAcquaintances(long now) {
    doubtedSince = now;
    acquaintances.values().forEach(known -> known.confirm(false));
  }

  /** Whom the store has not named again in so long; they are acquaintances no more. */
  List<Integer> forgotten(long now, long patience) {
    if (now - doubtedSince < patience) {
      return List.of();
    }
    List<Integer> forgotten =
        acquaintances.entrySet().stream()
            .filter(known -> !known.getValue().isConfirmed())
            .map(Map.Entry::getKey)
            .toList();
    forgotten.forEach(
        peer -> {
          acquaintances.remove(peer);
          newest.doubt(peer);
        });
    return forgotten;
  }

  /** True if the player does not know yet that this is so. */
  boolean isNewsOfMute(int account, boolean muted) {
    return muted ? toldMuted.add(account) : toldMuted.remove(account);
  }
}
