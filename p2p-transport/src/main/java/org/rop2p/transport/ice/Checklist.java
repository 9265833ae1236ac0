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
  private final int capacity;
  private final Map<InetSocketAddress, CandidatePair> pairs = new LinkedHashMap<>();
  private final Set<CandidatePair> triggered = new LinkedHashSet<>();

  Checklist(int capacity) {
    this.capacity = capacity;
  }

  Optional<CandidatePair> at(InetSocketAddress remote) {
    return Optional.ofNullable(pairs.get(remote));
  }

  /** The pair to this address, made if there is room for it. */
  Optional<CandidatePair> atOrNew(InetSocketAddress remote, CandidateType type, long priority) {
    if (!pairs.containsKey(remote) && pairs.size() < capacity) {
      pairs.put(remote, new CandidatePair(remote, type, priority));
    }
    return at(remote);
  }

  /**
   * Forgets a pair if the list is full: one that has failed, else the one that answered longest
   * ago; none that is yet to be decided.
   */
  void makeRoom(Predicate<CandidatePair> needed) {
    if (pairs.size() < capacity) {
      return;
    }
    pairs.values().stream()
        .filter(pair -> !pair.isUndecided() && !triggered.contains(pair) && !needed.test(pair))
        .min(
            Comparator.comparing((CandidatePair pair) -> pair.state != State.FAILED)
                .thenComparingLong(pair -> pair.answeredAt))
        .ifPresent(outlived -> pairs.remove(outlived.remote()));
  }

  /** Puts a pair before the ordinary checks, once. */
  void trigger(CandidatePair pair) {
    triggered.add(pair);
  }

  boolean hasTriggered() {
    return !triggered.isEmpty();
  }

  boolean hasWaiting() {
    return pairs.values().stream().anyMatch(pair -> pair.state == State.WAITING);
  }

  /** Whether there are pairs and every one of them has failed. */
  boolean isExhausted() {
    return !pairs.isEmpty() && pairs.values().stream().allMatch(pair -> pair.state == State.FAILED);
  }

  /** Every pair waits to be checked again. */
  void startAnew() {
    pairs.values().forEach(pair -> pair.state = State.WAITING);
  }

  /** The pair to check next: triggered ones in their order, else the best that waits. */
  Optional<CandidatePair> next(IceRole role, boolean ordinary) {
    var first = triggered.iterator();
    if (first.hasNext()) {
      CandidatePair pair = first.next();
      first.remove();
      return Optional.of(pair);
    }
    return ordinary ? best(role, State.WAITING) : Optional.empty();
  }

  Optional<CandidatePair> bestValid(IceRole role) {
    return best(role, State.SUCCEEDED);
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

  private Optional<CandidatePair> best(IceRole role, State state) {
    return pairs.values().stream().filter(pair -> pair.state == state).max(byPriority(role));
  }

  private static Comparator<CandidatePair> byPriority(IceRole role) {
    return Comparator.comparingLong(pair -> pair.priority(role));
  }
}
