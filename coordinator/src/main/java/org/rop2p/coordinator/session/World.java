package org.rop2p.coordinator.session;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Comparator;
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
import org.rop2p.coordinator.session.Tickets.Reserved;

/**
 * The state of one world in memory: what {@link SessionStore} says, for any number of nodes of one
 * process, with time passed in. Not thread-safe: all calls come from one event loop.
 */
final class World {
  private final Capacity capacity;
  private final Ids ids;
  private final Sessions sessions = new Sessions();
  private final Tickets tickets = new Tickets();
  private final Map<Integer, Active> activeByAccount = new HashMap<>();
  private final Map<String, Node> nodes = new HashMap<>();

  /** Those without a socket, and when that ends: all graces are equally long. */
  private final Deque<Detached> detached = new ArrayDeque<>();

  private long generation;

  World(Capacity capacity, Ids ids) {
    this.capacity = capacity;
    this.ids = ids;
  }

  private record Detached(Active active, Instant until) {}

  /** A node; one that is taken for dead may be slow only, and hears all the same. */
  private static final class Node {
    private final Consumer<Notice> ear;
    private final Consumer<Boolean> watcher;
    private Instant dies;
    private boolean dead;

    Node(Consumer<Notice> ear, Consumer<Boolean> watcher, Instant dies) {
      this.ear = ear;
      this.watcher = watcher;
      this.dies = dies;
    }
  }

  private static final class Active {
    private final Membership membership;
    private final Map<Integer, Long> introduced = new LinkedHashMap<>();
    private String node;
    private Set<Integer> inView = Set.of();
    private boolean wholeViewNext = true;
    private Optional<Instant> detachedUntil = Optional.empty();
    private Instant since;

    Active(Membership membership, String node, Instant since) {
      this.membership = membership;
      this.node = node;
      this.since = since;
    }

    int accountId() {
      return membership.accountId();
    }

    Member member() {
      return new Member(
          membership.player(),
          membership.zone(),
          membership.sessionId(),
          since,
          introduced.size(),
          detachedUntil.isEmpty());
    }
  }

  void join(String node, Consumer<Notice> ear, Consumer<Boolean> watcher, Instant now) {
    nodes.put(node, new Node(ear, watcher, now.plus(SessionStore.NODE_LIFETIME)));
  }

  /** A node that was taken for dead is told to restore what it holds. */
  void beat(String node, Instant now) {
    Node here = nodes.get(node);
    boolean slow = here != null && here.dead;
    if (here != null && !slow) {
      here.dies = now.plus(SessionStore.NODE_LIFETIME);
    }
    expire(now);
    if (slow) {
      here.dead = false;
      here.dies = now.plus(SessionStore.NODE_LIFETIME);
      here.watcher.accept(true);
    }
  }

  void leave(String node, Instant now) {
    nodes.remove(node);
    detachAll(node, now);
  }

  Reservation reserve(Player player, String zone, Instant now) {
    expire(now);
    int account = player.accountId();
    tickets.of(account).ifPresent(this::drop);
    Optional<String> current =
        Optional.ofNullable(activeByAccount.get(account))
            .map(active -> active.membership)
            .filter(membership -> membership.zone().equals(zone))
            .map(Membership::sessionId);
    Admission admission = Admission.decide(sessions.ofZone(zone), current, capacity);
    if (admission instanceof Admission.Full) {
      return new Reservation.Full();
    }
    String session =
        admission instanceof Admission.Existing existing ? existing.sessionId() : ids.sessionId();
    sessions.take(session, zone, account, now);
    Reserved reserved =
        new Reserved(ids.ticket(), player, zone, session, now.plus(SessionStore.TICKET_LIFETIME));
    tickets.add(reserved);
    return new Reservation.Reserved(reserved.ticket(), session, admission instanceof Admission.New);
  }

  Optional<Redeemed> redeem(
      String node, String ticket, int accountId, String membershipId, Instant now) {
    expire(now);
    Optional<Reserved> reserved = tickets.take(ticket, accountId);
    if (reserved.isEmpty()) {
      return Optional.empty();
    }
    Membership membership =
        new Membership(
            membershipId,
            reserved.get().player(),
            reserved.get().zone(),
            reserved.get().sessionId());
    Active earlier = activeByAccount.get(accountId);
    Active active = new Active(membership, node, now);
    boolean resumed = earlier != null && goesOn(earlier.membership, membership);
    if (earlier != null && !resumed) {
      boolean moved = earlier.membership.player().equals(membership.player());
      part(earlier, moved ? PartReason.MOVED : PartReason.REPLACED);
    }
    activeByAccount.put(accountId, active);
    if (earlier != null) {
      tell(earlier, new Notice.Over(earlier.membership.id(), PartReason.REPLACED));
      vacate(earlier.membership.sessionId(), accountId);
    }
    if (resumed) {
      active.since = earlier.since;
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

  boolean signal(Membership from, int to, Signal signal, Optional<String> seenFrom, Instant now) {
    expire(now);
    Active sender = active(from);
    if (sender == null || !sender.introduced.containsKey(to)) {
      return false;
    }
    Active receiver = activeByAccount.get(to);
    tell(receiver, new Notice.Signalled(receiver.membership.id(), from.player(), signal, seenFrom));
    return true;
  }

  void detach(Membership membership, Instant now) {
    expire(now);
    Active active = active(membership);
    if (active != null) {
      detach(active, now);
    }
  }

  void leave(Membership membership, Instant now) {
    expire(now);
    Active active = active(membership);
    if (active != null) {
      end(active, PartReason.LEFT);
    }
  }

  void leave(int accountId, String sessionId, Instant now) {
    expire(now);
    tickets
        .of(accountId)
        .filter(reserved -> reserved.sessionId().equals(sessionId))
        .ifPresent(this::drop);
    Active active = activeByAccount.get(accountId);
    if (active != null && active.membership.sessionId().equals(sessionId)) {
      end(active, PartReason.LEFT);
      tell(active, new Notice.Over(active.membership.id(), PartReason.LEFT));
    }
  }

  void expel(int accountId, Instant now) {
    expire(now);
    tickets.of(accountId).ifPresent(this::drop);
    Active active = activeByAccount.get(accountId);
    if (active != null) {
      end(active, PartReason.KICKED);
      tell(active, new Notice.Over(active.membership.id(), PartReason.KICKED));
    }
  }

  boolean restore(String node, Membership membership, Set<Integer> inView, Instant now) {
    expire(now);
    if (!activeByAccount.containsKey(membership.accountId())) {
      activeByAccount.put(membership.accountId(), new Active(membership, node, now));
      sessions.take(membership.sessionId(), membership.zone(), membership.accountId(), now);
    }
    Active active = active(membership);
    if (active == null) {
      return false;
    }
    active.node = node;
    active.wholeViewNext = false;
    active.detachedUntil = Optional.empty();
    Set<Integer> view = new LinkedHashSet<>(inView);
    view.remove(membership.accountId());
    look(active, view, now);
    tellIntroductions(active);
    return true;
  }

  List<SessionInfo> sessions(Instant now) {
    expire(now);
    return sessions.all();
  }

  Optional<SessionInfo> session(String id, Instant now) {
    expire(now);
    return sessions.of(id);
  }

  Set<Integer> accounts(String session, Instant now) {
    expire(now);
    return sessions.accounts(session);
  }

  List<Member> members(int after, int most, Instant now) {
    expire(now);
    return activeByAccount.values().stream()
        .filter(active -> active.accountId() > after)
        .sorted(Comparator.comparingInt(Active::accountId))
        .limit(most)
        .map(Active::member)
        .toList();
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
    return sessions.places();
  }

  /** The same proxy, in the same zone. */
  private static boolean goesOn(Membership earlier, Membership next) {
    return earlier.player().equals(next.player()) && earlier.zone().equals(next.zone());
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
    one.introduced.put(other.accountId(), begun);
    tell(one, new Notice.Met(one.membership.id(), other.membership.player(), begun));
  }

  private void part(Active active, int peerId, String reason, boolean tellBoth) {
    Active peer = activeByAccount.get(peerId);
    int self = active.accountId();
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

  private void part(Active active, String reason) {
    List.copyOf(active.introduced.keySet()).forEach(peer -> part(active, peer, reason, false));
  }

  private void end(Active active, String reason) {
    part(active, reason);
    activeByAccount.remove(active.accountId());
    vacate(active.membership.sessionId(), active.accountId());
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
    tickets.expired(now).forEach(reserved -> vacate(reserved.sessionId(), reserved.accountId()));
    nodes.forEach(
        (name, node) -> {
          if (!node.dead && !node.dies.isAfter(now)) {
            node.dead = true;
            detachAll(name, now);
          }
        });
    while (!detached.isEmpty() && !detached.peek().until().isAfter(now)) {
      Detached due = detached.remove();
      boolean still =
          due.active().detachedUntil.filter(due.until()::equals).isPresent()
              && activeByAccount.get(due.active().accountId()) == due.active();
      if (still) {
        end(due.active(), PartReason.GONE);
      }
    }
  }

  private void detachAll(String node, Instant now) {
    activeByAccount.values().stream()
        .filter(active -> active.node.equals(node))
        .forEach(active -> detach(active, now));
  }

  private void detach(Active active, Instant now) {
    if (active.detachedUntil.isEmpty()) {
      Instant until = now.plus(SessionStore.GRACE);
      active.detachedUntil = Optional.of(until);
      detached.add(new Detached(active, until));
    }
  }

  private void drop(Reserved reserved) {
    tickets.remove(reserved);
    vacate(reserved.sessionId(), reserved.accountId());
  }

  /** A place that neither a membership nor a ticket holds is free. */
  private void vacate(String sessionId, int accountId) {
    Active active = activeByAccount.get(accountId);
    boolean held =
        (active != null && active.membership.sessionId().equals(sessionId))
            || tickets
                .of(accountId)
                .filter(reserved -> reserved.sessionId().equals(sessionId))
                .isPresent();
    if (!held) {
      sessions.vacate(sessionId, accountId);
    }
  }
}
