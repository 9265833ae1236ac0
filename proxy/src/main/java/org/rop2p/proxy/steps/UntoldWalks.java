package org.rop2p.proxy.steps;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.rop2p.codec.view.Cell;

/**
 * Own requests at the server, as far as others may yet hear of them from it: how many of them a
 * peer was not told, so that he does not take the server's word of one for newer than a walk he was
 * told since. Milliseconds; confined to one thread.
 */
final class UntoldWalks {
  /** More than anybody asks for while the server answers one; the oldest is forgotten. */
  static final int MAX = 16;

  private static final long OPEN = Long.MAX_VALUE;

  /**
   * Requests that an account may still hear of from the server.
   *
   * @param untold those that it was not told of by a link
   * @param told the others
   */
  record Open(int untold, int told) {}

  private record Asked(Cell to, Set<Integer> told, long settledAt) {}

  private final Deque<Asked> oldestFirst = new ArrayDeque<>();

  /**
   * A request goes to the server.
   *
   * @param told accounts that were told by links
   */
  void asked(Cell to, Set<Integer> told) {
    if (oldestFirst.size() >= MAX) {
      oldestFirst.removeFirst();
    }
    oldestFirst.addLast(new Asked(to, Set.copyOf(told), OPEN));
  }

  /**
   * The server grants a walk: those before it were granted earlier, or never will be.
   *
   * @param settledAt when everybody else will have heard of it
   */
  void granted(Cell to, long settledAt) {
    if (oldestFirst.stream().noneMatch(one -> one.to().equals(to) && one.settledAt() == OPEN)) {
      return;
    }
    Deque<Asked> settled = new ArrayDeque<>();
    Asked one;
    do {
      one = oldestFirst.removeFirst();
      if (one.settledAt() != OPEN) {
        settled.addLast(one);
      }
    } while (one.settledAt() != OPEN || !one.to().equals(to));
    oldestFirst.addFirst(new Asked(to, one.told(), settledAt));
    settled.descendingIterator().forEachRemaining(oldestFirst::addFirst);
  }

  /** What the server may still tell an account, at most {@link #MAX} together. */
  Open open(int account, long now) {
    oldestFirst.removeIf(one -> now >= one.settledAt());
    int told = (int) oldestFirst.stream().filter(one -> one.told().contains(account)).count();
    return new Open(oldestFirst.size() - told, told);
  }

  void clear() {
    oldestFirst.clear();
  }
}
