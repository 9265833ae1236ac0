package org.rop2p.coordinator.session;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.rop2p.coordinator.api.ClientMessage.Sees;
import org.rop2p.coordinator.api.Limits;
import org.rop2p.coordinator.api.PartReason;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.coordinator.config.Capacity;
import org.rop2p.coordinator.session.SessionStore.Redeemed;
import org.rop2p.coordinator.session.SessionStore.Reservation;
import org.rop2p.coordinator.session.SessionStore.Sighted;

/**
 * The state of one world in memory: what {@link SessionStore} says, for any number of nodes of one
 * process, with time passed in. Not thread-safe: all calls come from one event loop.
 */
final class World {
  private final Capacity capacity;
  private final Ids ids;
  private final Map<String, Session> sessions = new LinkedHashMap<>();
  private final Map<Integer, Active> activeByAccount = new HashMap<>();
  private final Map<Integer, Reserved> reservedByAccount = new HashMap<>();
  private final Map<String, Reserved> reservedByTicket = new HashMap<>();
  private final Map<String, Node> nodes = new HashMap<>();

  /** All tickets live equally long, so the oldest is the first to expire. */
  private final Deque<Reserved> byAge = new ArrayDeque<>();

  private long generation;

  World(Capacity capacity, Ids ids) {
    this.capacity = capacity;
    this.ids = ids;
  }

  private record Session(String id, String zone, Instant created, Set<Integer> accounts) {
    SessionInfo info() {
      return new SessionInfo(id, zone, accounts.size(), created);
    }
  }

  private record Reserved(
      String ticket, Player player, String zone, String sessionId, Instant expires) {
    int accountId() {
      return player.accountId();
    }
  }

  private static final class Node {
    private final Consumer<Notice> ear;
    private Instant dies;

    Node(Consumer<Notice> ear, Instant dies) {
      this.ear = ear;
      this.dies = dies;
    }
  }

  private static final class Active {
    private final Membership membership;
    private final String node;
    private final Map<Integer, Long> introduced = new LinkedHashMap<>();
    private Set<Integer> inView = Set.of();
    private boolean wholeViewNext = true;
    private Optional<Instant> detachedUntil = Optional.empty();

    Active(Membership membership, String node) {
      this.membership = membership;
      this.node = node;
    }
  }

  void join(String node, Consumer<Notice> ear, Instant now) {
    nodes.put(node, new Node(ear, now.plus(SessionStore.NODE_LIFETIME)));
  }

  void beat(String node, Instant now) {
    Node here = nodes.get(node);
    if (here != null) {
      here.dies = now.plus(SessionStore.NODE_LIFETIME);
    }
    expire(now);
  }

  void leave(String node, Instant now) {
    nodes.remove(node);
    detachAll(node, now);
  }

  Reservation reserve(Player player, String zone, Instant now) {
    expire(now);
    Reserved earlier = reservedByAccount.get(player.accountId());
    if (earlier != null) {
      drop(earlier);
    }
    Optional<String> current =
        Optional.ofNullable(activeByAccount.get(player.accountId()))
            .map(active -> active.membership)
            .filter(membership -> membership.zone().equals(zone))
            .map(Membership::sessionId);
    Admission admission = Admission.decide(infos(zone), current, capacity);
    if (admission instanceof Admission.Full) {
      return new Reservation.Full();
    }
    Session session =
        admission instanceof Admission.Existing existing
            ? sessions.get(existing.sessionId())
            : session(ids.sessionId(), zone, now);
    session.accounts().add(player.accountId());
    Reserved reserved =
        new Reserved(
            ids.ticket(), player, zone, session.id(), now.plus(SessionStore.TICKET_LIFETIME));
    reservedByAccount.put(player.accountId(), reserved);
    reservedByTicket.put(reserved.ticket(), reserved);
    byAge.add(reserved);
    return new Reservation.Reserved(
        reserved.ticket(), session.id(), admission instanceof Admission.New);
  }

  Optional<Redeemed> redeem(
      String node, String ticket, int accountId, String membershipId, Instant now) {
    expire(now);
    Reserved reserved = reservedByTicket.get(ticket);
    if (reserved == null || reserved.accountId() != accountId) {
      return Optional.empty();
    }
    forget(reserved);
    Membership membership =
        new Membership(membershipId, reserved.player(), reserved.zone(), reserved.sessionId());
    Active earlier = activeByAccount.get(accountId);
    Active active = new Active(membership, node);
    boolean resumed = earlier != null && goesOn(earlier.membership, membership);
    if (earlier != null && !resumed) {
      boolean moved = earlier.membership.player().equals(membership.player());
      end(earlier, moved ? PartReason.MOVED : PartReason.REPLACED);
    }
    if (earlier != null) {
      tell(earlier, new Notice.Over(earlier.membership.id(), PartReason.REPLACED));
    }
    activeByAccount.put(accountId, active);
    session(membership.sessionId(), membership.zone(), now).accounts().add(accountId);
    if (resumed) {
      active.inView = earlier.inView;
      active.introduced.putAll(earlier.introduced);
      tellIntroductions(active);
    }
    return Optional.of(new Redeemed(membership, resumed));
  }

  Sighted sees(Membership membership, Sees report, Instant now) {
    expire(now);
    Active active = active(membership);
    if (active == null) {
      return Sighted.NOT_JOINED;
    }
    Set<Integer> view = active.wholeViewNext ? Set.of() : active.inView;
    Set<Integer> after = new LinkedHashSet<>(view);
    report.removed().forEach(after::remove);
    after.addAll(report.added());
    after.remove(membership.accountId());
    if (after.size() > Limits.MAX_SEES) {
      return Sighted.TOO_MANY;
    }
    active.wholeViewNext = false;
    look(active, after, now);
    return Sighted.DONE;
  }

  boolean signal(Membership from, int to, Signal signal, Optional<String> seenFrom) {
    Active sender = active(from);
    if (sender == null || !sender.introduced.containsKey(to)) {
      return false;
    }
    Active receiver = activeByAccount.get(to);
    tell(receiver, new Notice.Signalled(receiver.membership.id(), from.player(), signal, seenFrom));
    return true;
  }

  void detach(Membership membership, Instant now) {
    Active active = active(membership);
    if (active != null && active.detachedUntil.isEmpty()) {
      active.detachedUntil = Optional.of(now.plus(SessionStore.GRACE));
    }
    expire(now);
  }

  void leave(Membership membership) {
    Active active = active(membership);
    if (active != null) {
      end(active, PartReason.LEFT);
    }
  }

  void leave(int accountId, String sessionId) {
    Reserved reserved = reservedByAccount.get(accountId);
    if (reserved != null && reserved.sessionId().equals(sessionId)) {
      drop(reserved);
    }
    Active active = activeByAccount.get(accountId);
    if (active != null && active.membership.sessionId().equals(sessionId)) {
      end(active, PartReason.LEFT);
      tell(active, new Notice.Over(active.membership.id(), PartReason.LEFT));
    }
  }

  void expel(int accountId) {
    Reserved reserved = reservedByAccount.get(accountId);
    if (reserved != null) {
      drop(reserved);
    }
    Active active = activeByAccount.get(accountId);
    if (active != null) {
      end(active, PartReason.KICKED);
      tell(active, new Notice.Over(active.membership.id(), PartReason.KICKED));
    }
  }

  boolean restore(String node, Membership membership, Set<Integer> inView, Instant now) {
    expire(now);
    if (!activeByAccount.containsKey(membership.accountId())) {
      activeByAccount.put(membership.accountId(), new Active(membership, node));
      session(membership.sessionId(), membership.zone(), now)
          .accounts()
          .add(membership.accountId());
    }
    Active active = active(membership);
    if (active == null) {
      return false;
    }
    active.wholeViewNext = false;
    active.detachedUntil = Optional.empty();
    look(active, new LinkedHashSet<>(inView), now);
    tellIntroductions(active);
    return true;
  }

  List<SessionInfo> sessions(Instant now) {
    expire(now);
    return sessions.values().stream().map(Session::info).toList();
  }

  /** What stands now: whom each account's membership has in view, by membership. */
  Map<Membership, Set<Integer>> views() {
    Map<Membership, Set<Integer>> views = new LinkedHashMap<>();
    activeByAccount
        .values()
        .forEach(active -> views.put(active.membership, Set.copyOf(active.inView)));
    return views;
  }

  /** Who has a place in each session, by membership or ticket. */
  Map<String, Set<Integer>> places() {
    Map<String, Set<Integer>> places = new LinkedHashMap<>();
    sessions.forEach((id, session) -> places.put(id, Set.copyOf(session.accounts())));
    return places;
  }

  /** The same proxy, in the same zone. */
  private static boolean goesOn(Membership earlier, Membership next) {
    return earlier.player().equals(next.player()) && earlier.zone().equals(next.zone());
  }

  private List<SessionInfo> infos(String zone) {
    return sessions.values().stream()
        .filter(session -> session.zone().equals(zone))
        .map(Session::info)
        .toList();
  }

  private Session session(String id, String zone, Instant now) {
    return sessions.computeIfAbsent(id, key -> new Session(id, zone, now, new LinkedHashSet<>()));
  }

  /** Null if this membership is not, or no longer, the account's. */
  private Active active(Membership membership) {
    Active active = activeByAccount.get(membership.accountId());
    return active != null && active.membership.id().equals(membership.id()) ? active : null;
  }

  /** Whether somebody present in the same zone has that player in view. */
  private IntPredicate seenBy(Membership membership) {
    return other -> {
      Active active = activeByAccount.get(other);
      return active != null
          && active.membership.zone().equals(membership.zone())
          && active.inView.contains(membership.accountId());
    };
  }

  private void look(Active active, Set<Integer> view, Instant now) {
    MutualSighting change = MutualSighting.between(active.inView, view, seenBy(active.membership));
    active.inView = change.inView();
    change.parted().forEach(peer -> part(active, peer, PartReason.SIGHT, true));
    for (int id : change.introduced()) {
      Active peer = activeByAccount.get(id);
      long begun = nextGeneration(now);
      introduce(active, peer, begun);
      introduce(peer, active, begun);
    }
  }

  private void introduce(Active one, Active other, long begun) {
    one.introduced.put(other.membership.accountId(), begun);
    tell(one, new Notice.Met(one.membership.id(), other.membership.player(), begun));
  }

  private void part(Active active, int peerId, String reason, boolean tellBoth) {
    Active peer = activeByAccount.get(peerId);
    int self = active.membership.accountId();
    if (active.introduced.remove(peerId) == null || peer == null) {
      return;
    }
    peer.introduced.remove(self);
    long ended = nextGeneration(Instant.EPOCH);
    tell(peer, new Notice.Parted(peer.membership.id(), self, reason, ended));
    if (tellBoth) {
      tell(active, new Notice.Parted(active.membership.id(), peerId, reason, ended));
    }
  }

  private void end(Active active, String reason) {
    List.copyOf(active.introduced.keySet()).forEach(peer -> part(active, peer, reason, false));
    activeByAccount.remove(active.membership.accountId());
    vacate(active.membership.sessionId(), active.membership.accountId());
  }

  private void tellIntroductions(Active active) {
    active.introduced.forEach(
        (peer, begun) ->
            tell(
                active,
                new Notice.Met(
                    active.membership.id(), activeByAccount.get(peer).membership.player(), begun)));
  }

  private void tell(Active to, Notice notice) {
    Node node = nodes.get(to.node);
    if (node != null) {
      node.ear.accept(notice);
    }
  }

  /** Grows also past a loss of memory, as long as the clock does. */
  private long nextGeneration(Instant now) {
    generation = Math.max(generation + 1, ChronoUnit.MICROS.between(Instant.EPOCH, now));
    return generation;
  }

  private void expire(Instant now) {
    while (!byAge.isEmpty() && !byAge.peek().expires().isAfter(now)) {
      drop(byAge.peek());
    }
    for (Map.Entry<String, Node> node : List.copyOf(nodes.entrySet())) {
      if (!node.getValue().dies.isAfter(now)) {
        nodes.remove(node.getKey());
        detachAll(node.getKey(), now);
      }
    }
    for (Active active : List.copyOf(activeByAccount.values())) {
      if (active.detachedUntil.filter(until -> !until.isAfter(now)).isPresent()) {
        end(active, PartReason.GONE);
      }
    }
  }

  private void detachAll(String node, Instant now) {
    for (Active active : activeByAccount.values()) {
      if (active.node.equals(node) && active.detachedUntil.isEmpty()) {
        active.detachedUntil = Optional.of(now.plus(SessionStore.GRACE));
      }
    }
  }

  private void drop(Reserved reserved) {
    forget(reserved);
    vacate(reserved.sessionId(), reserved.accountId());
  }

  private void forget(Reserved reserved) {
    reservedByAccount.remove(reserved.accountId());
    reservedByTicket.remove(reserved.ticket());
    byAge.remove(reserved);
  }

  /** A place that neither a membership nor a reservation holds is free. */
  private void vacate(String sessionId, int accountId) {
    Active active = activeByAccount.get(accountId);
    Reserved reserved = reservedByAccount.get(accountId);
    boolean held =
        (active != null && active.membership.sessionId().equals(sessionId))
            || (reserved != null && reserved.sessionId().equals(sessionId));
    Session session = sessions.get(sessionId);
    if (!held && session != null) {
      session.accounts().remove(accountId);
      if (session.accounts().isEmpty()) {
        sessions.remove(sessionId);
      }
    }
  }
}
