package org.rop2p.proxy.walking;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.rop2p.codec.view.Cell;

/**
 * Own requests at the server, as far as others may yet hear of them from it: told of them, a peer
 * does not take the server's word of one for newer than a walk he was told since. Milliseconds;
 * confined to one thread.
 */
public final class OpenWalks {
  private static final long OPEN = Long.MAX_VALUE;

  private record Asked(Cell to, long settledAt) {}

  private final int max;
  private final Deque<Asked> oldestFirst = new ArrayDeque<>();

  /**
   * None yet.
   *
   * @param max of more the oldest are forgotten
   */
  public OpenWalks(int max) {
    this.max = max;
  }

  /** A request goes to the server. */
  public void asked(Cell to) {
    oldestFirst.addLast(new Asked(to, OPEN));
    forgetOldest();
  }

  /**
   * The server grants a walk: those before it were granted earlier, or never will be. It may be one
   * that nobody asked for, as to whom the character is to hit.
   *
   * @param settledAt when everybody else will have heard of it
   */
  public void granted(Cell to, long settledAt) {
    Deque<Asked> left = new ArrayDeque<>(oldestFirst);
    oldestFirst.removeIf(one -> one.settledAt() == OPEN);
    left.removeIf(one -> one.settledAt() != OPEN);
    if (left.stream().anyMatch(one -> one.to().equals(to))) {
      Asked one;
      do {
        one = left.removeFirst();
      } while (!one.to().equals(to));
    }
    oldestFirst.addLast(new Asked(to, settledAt));
    oldestFirst.addAll(left);
    forgetOldest();
  }

  private void forgetOldest() {
    while (oldestFirst.size() > max) {
      oldestFirst.removeFirst();
    }
  }

  /** Where they lead, oldest first. */
  public List<Cell> cells(long now) {
    oldestFirst.removeIf(one -> now >= one.settledAt());
    return oldestFirst.stream().map(Asked::to).toList();
  }

  public void clear() {
    oldestFirst.clear();
  }
}
