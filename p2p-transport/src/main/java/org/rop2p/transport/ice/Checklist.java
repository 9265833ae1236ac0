package org.rop2p.transport.ice;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.ice.CandidatePair.State;

/** The pairs of one agent and its triggered checks (RFC 8445 sections 6.1.2 and 6.1.4). */
final class Checklist {
  /** Pairs of each base, so that no base takes another's room. */
  private final int capacity;

  private final Map<Route, CandidatePair> pairs = new LinkedHashMap<>();
  private final Set<CandidatePair> triggered = new LinkedHashSet<>();

  Checklist(int capacity) {
    this.capacity = capacity;
  }

  Optional<CandidatePair> at(Route route) {
    return Optional.ofNullable(pairs.get(route));
  }

  /** The pair of this route, made if there is room for it. */
  Optional<CandidatePair> atOrNew(Route route, CandidateType type, long priority) {
    if (!pairs.containsKey(route) && !isFull(route.base())) {
      pairs.put(route, new CandidatePair(route, type, priority));
    }
    return at(route);
  }

  /** The pairs of a base that is there no longer are forgotten. */
  void remove(Base base) {
    triggered.removeIf(pair -> pair.route().base().equals(base));
    pairs.keySet().removeIf(route -> route.base().equals(base));
  }

  /** The pairs with this address are forgotten. */
  void remove(InetSocketAddress remote) {
    triggered.removeIf(pair -> pair.route().remote().equals(remote));
    pairs.keySet().removeIf(route -> route.remote().equals(remote));
  }

  /**
   * Whether no pair with this address is of use.
   *
   * @param waitingToo those that wait are of none, either
   */
  boolean isIdle(InetSocketAddress remote, boolean waitingToo, Predicate<CandidatePair> needed) {
    return pairs.values().stream()
        .filter(pair -> pair.route().remote().equals(remote))
        .allMatch(
            pair ->
                !needed.test(pair)
                    && !triggered.contains(pair)
                    && (pair.state == State.FAILED || (waitingToo && pair.state == State.WAITING)));
  }

  /**
   * Forgets a pair of a base whose places are full: one that has failed, else the one that answered
   * longest ago; none that is yet to be decided.
   */
  void makeRoom(Base base, Predicate<CandidatePair> needed) {
    if (!isFull(base)) {
      return;
    }
    of(base)
        .filter(pair -> !pair.isUndecided() && !triggered.contains(pair) && !needed.test(pair))
        .min(
            Comparator.comparing((CandidatePair pair) -> pair.state != State.FAILED)
                .thenComparingLong(pair -> pair.answeredAt))
        .ifPresent(outlived -> pairs.remove(outlived.route()));
  }

  /** Puts a pair before the ordinary checks, once. */
  void trigger(CandidatePair pair) {
    triggered.add(pair);
  }

  boolean hasTriggered() {
    return !triggered.isEmpty();
  }

  /** Whether a pair of more than this priority waits to be checked. */
  boolean hasWaiting(IceRole role, long above) {
    return waiting(role, above).findAny().isPresent();
  }

  /** Whether there are pairs and every one of them has failed. */
  boolean isExhausted() {
    return !pairs.isEmpty() && pairs.values().stream().allMatch(pair -> pair.state == State.FAILED);
  }

  /** Every pair waits to be checked again. */
  void startAnew() {
    pairs.values().forEach(pair -> pair.state = State.WAITING);
  }

  /** Pairs that have failed wait to be checked again. */
  void retryFailed() {
    pairs.values().stream()
        .filter(pair -> pair.state == State.FAILED)
        .forEach(pair -> pair.state = State.WAITING);
  }

  /** Every pair without a relay that is not being checked waits to be checked again. */
  void retryDirect() {
    pairs.values().stream()
        .filter(pair -> !pair.isRelayed() && pair.state != State.IN_PROGRESS)
        .forEach(pair -> pair.state = State.WAITING);
  }

  /**
   * The pair to check next: triggered ones in their order, else the best that waits, if it has more
   * than this priority.
   */
  Optional<CandidatePair> next(IceRole role, long above) {
    var first = triggered.iterator();
    if (first.hasNext()) {
      CandidatePair pair = first.next();
      first.remove();
      return Optional.of(pair);
    }
    return waiting(role, above).max(byPriority(role));
  }

  Optional<CandidatePair> bestValid(IceRole role) {
    return valid().max(byPriority(role));
  }

  /** Whether a pair better than this one may still become valid. */
  boolean isBetterUndecided(CandidatePair than, IceRole role) {
    return pairs.values().stream()
        .anyMatch(pair -> pair.isUndecided() && pair.priority(role) > than.priority(role));
  }

  Stream<CandidatePair> valid() {
    return pairs.values().stream().filter(pair -> pair.state == State.SUCCEEDED);
  }

  Collection<CandidatePair> all() {
    return pairs.values();
  }

  private Stream<CandidatePair> waiting(IceRole role, long above) {
    return pairs.values().stream()
        .filter(pair -> pair.state == State.WAITING && pair.priority(role) > above);
  }

  private Stream<CandidatePair> of(Base base) {
    return pairs.values().stream().filter(pair -> pair.route().base().equals(base));
  }

  private boolean isFull(Base base) {
    return of(base).count() >= capacity;
  }

  private static Comparator<CandidatePair> byPriority(IceRole role) {
    return Comparator.comparingLong(pair -> pair.priority(role));
  }
}
