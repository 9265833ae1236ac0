package org.rop2p.coordinator.session;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.rop2p.coordinator.api.ClientMessage.Sees;
import org.rop2p.coordinator.api.Limits;
import org.rop2p.coordinator.config.Capacity;

/**
 * The store of a coordinator that stands alone. Not thread-safe: all calls come from one event
 * loop, and every future is complete when it is returned.
 */
public final class InMemorySessionStore implements SessionStore {
  /** How long a ticket waits for its {@code join}. */
  public static final Duration TICKET_LIFETIME = Duration.ofSeconds(30);

  private final Capacity capacity;
  private final Ids ids;
  private final Map<String, Session> sessions = new LinkedHashMap<>();
  private final Map<Integer, Active> activeByAccount = new HashMap<>();
  private final Map<Integer, Reserved> reservedByAccount = new HashMap<>();
  private final Map<String, Reserved> reservedByTicket = new HashMap<>();

  /** All tickets live equally long, so the oldest is the first to expire. */
  private final Deque<Reserved> byAge = new ArrayDeque<>();

  public InMemorySessionStore(Capacity capacity, Ids ids) {
    this.capacity = capacity;
    this.ids = ids;
  }

  private record Session(String id, String zone, Instant created, Set<Integer> accounts) {
    SessionInfo info() {
      return new SessionInfo(id, zone, accounts.size(), created);
    }
  }

  private record Active(Membership membership, Set<Integer> inView) {}

  private record Reserved(String ticket, Membership membership, Instant expires) {}

  @Override
  public Future<Reservation> reserve(int accountId, String zone, String fingerprint, Instant now) {
    expire(now);
    Reserved earlier = reservedByAccount.get(accountId);
    if (earlier != null) {
      drop(earlier);
    }
    Active active = activeByAccount.get(accountId);
    Optional<String> current =
        Optional.ofNullable(active)
            .map(Active::membership)
            .filter(membership -> membership.zone().equals(zone))
            .map(Membership::sessionId);
    Admission admission = Admission.decide(infos(zone), current, capacity);
    if (admission instanceof Admission.Full) {
      return Future.succeededFuture(new Reservation.Full());
    }
    boolean isNew = admission instanceof Admission.New;
    Session session =
        admission instanceof Admission.Existing existing
            ? sessions.get(existing.sessionId())
            : newSession(zone, now);
    session.accounts().add(accountId);
    Reserved reserved =
        new Reserved(
            ids.ticket(),
            new Membership(ids.membershipId(), accountId, zone, session.id(), fingerprint),
            now.plus(TICKET_LIFETIME));
    reservedByAccount.put(accountId, reserved);
    reservedByTicket.put(reserved.ticket(), reserved);
    byAge.add(reserved);
    return Future.succeededFuture(new Reservation.Reserved(reserved.ticket(), session.id(), isNew));
  }

  @Override
  public Future<Optional<Redeemed>> redeem(String ticket, Optional<Integer> account, Instant now) {
    expire(now);
    Reserved reserved = reservedByTicket.get(ticket);
    if (reserved == null
        || account.filter(id -> id != reserved.membership().accountId()).isPresent()) {
      return Future.succeededFuture(Optional.empty());
    }
    forget(reserved);
    Membership membership = reserved.membership();
    Active earlier = activeByAccount.get(membership.accountId());
    Ended replaced = earlier == null ? Ended.NOTHING : parting(earlier);
    activeByAccount.put(membership.accountId(), new Active(membership, Set.of()));
    if (earlier != null) {
      vacate(earlier.membership());
    }
    return Future.succeededFuture(Optional.of(new Redeemed(membership, replaced)));
  }

  @Override
  public Future<Sighted> sees(Membership membership, Sees report) {
    Active active = active(membership);
    if (active == null) {
      return Future.succeededFuture(new Sighted.NotJoined());
    }
    MutualSighting change =
        MutualSighting.after(membership.accountId(), active.inView(), report, seenBy(membership));
    if (change.inView().size() > Limits.MAX_SEES) {
      return Future.succeededFuture(new Sighted.TooMany());
    }
    activeByAccount.put(membership.accountId(), new Active(membership, change.inView()));
    List<Peer> introduced =
        change.introduced().stream()
            .map(id -> new Peer(id, activeByAccount.get(id).membership().fingerprint()))
            .toList();
    return Future.succeededFuture(new Sighted.Changed(introduced, change.parted()));
  }

  @Override
  public Future<Optional<String>> introduced(Membership from, int to) {
    Active active = active(from);
    boolean met = active != null && active.inView().contains(to) && seenBy(from).test(to);
    return Future.succeededFuture(met ? Optional.of(from.fingerprint()) : Optional.empty());
  }

  @Override
  public Future<Ended> leave(Membership membership, Instant now) {
    expire(now);
    Active active = active(membership);
    return Future.succeededFuture(active == null ? Ended.NOTHING : end(active));
  }

  @Override
  public Future<Ended> leave(int accountId, String sessionId, Instant now) {
    expire(now);
    Reserved reserved = reservedByAccount.get(accountId);
    if (reserved != null && reserved.membership().sessionId().equals(sessionId)) {
      drop(reserved);
    }
    Active active = activeByAccount.get(accountId);
    boolean there = active != null && active.membership().sessionId().equals(sessionId);
    return Future.succeededFuture(there ? end(active) : Ended.NOTHING);
  }

  @Override
  public Future<List<SessionInfo>> sessions(Instant now) {
    expire(now);
    return Future.succeededFuture(sessions.values().stream().map(Session::info).toList());
  }

  private List<SessionInfo> infos(String zone) {
    return sessions.values().stream()
        .filter(session -> session.zone().equals(zone))
        .map(Session::info)
        .toList();
  }

  private Session newSession(String zone, Instant now) {
    Session session = new Session(ids.sessionId(), zone, now, new LinkedHashSet<>());
    sessions.put(session.id(), session);
    return session;
  }

  /** Null if this membership is not, or no longer, the account's. */
  private Active active(Membership membership) {
    Active active = activeByAccount.get(membership.accountId());
    return active != null && active.membership().id().equals(membership.id()) ? active : null;
  }

  /** Whether somebody present in the same zone has that player in view. */
  private IntPredicate seenBy(Membership membership) {
    return other -> {
      Active active = activeByAccount.get(other);
      return active != null
          && active.membership().zone().equals(membership.zone())
          && active.inView().contains(membership.accountId());
    };
  }

  private Ended parting(Active active) {
    return new Ended(MutualSighting.ended(active.inView(), seenBy(active.membership())).parted());
  }

  private Ended end(Active active) {
    Ended ended = parting(active);
    activeByAccount.remove(active.membership().accountId());
    vacate(active.membership());
    return ended;
  }

  private void expire(Instant now) {
    while (!byAge.isEmpty() && !byAge.peek().expires().isAfter(now)) {
      drop(byAge.peek());
    }
  }

  private void drop(Reserved reserved) {
    forget(reserved);
    vacate(reserved.membership());
  }

  private void forget(Reserved reserved) {
    byAge.remove(reserved);
    reservedByTicket.remove(reserved.ticket());
    reservedByAccount.remove(reserved.membership().accountId());
  }

  /**
   * Gives the place back unless the account holds it by another right; the last one ends the
   * session.
   */
  private void vacate(Membership membership) {
    int accountId = membership.accountId();
    Active active = activeByAccount.get(accountId);
    Reserved reserved = reservedByAccount.get(accountId);
    boolean held =
        (active != null && active.membership().sessionId().equals(membership.sessionId()))
            || (reserved != null
                && reserved.membership().sessionId().equals(membership.sessionId()));
    Session session = sessions.get(membership.sessionId());
    if (held || session == null) {
      return;
    }
    session.accounts().remove(accountId);
    if (session.accounts().isEmpty()) {
      sessions.remove(session.id());
    }
  }
}
