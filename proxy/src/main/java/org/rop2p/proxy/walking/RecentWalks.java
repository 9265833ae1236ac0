package org.rop2p.proxy.walking;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.rop2p.codec.view.Cell;

/** One author's walks that one lane has told and the other is yet to tell, in order. */
final class RecentWalks {
  /** A walk told so recently makes an equal one from a peer old news. */
  private static final long RECENT_MILLIS = 3_000;

  /**
   * A walk told so recently, with no peer's word for it yet, shows that the peer lane lags: other
   * words from there may be older ones that the server has collapsed.
   */
  private static final long LAG_MILLIS = 500;

  private static final int MAX = 16;

  private record Told(Cell to, long at) {}

  private final Deque<Told> oldestFirst = new ArrayDeque<>();

  void add(Cell to, long now) {
    if (oldestFirst.size() >= MAX) {
      oldestFirst.poll();
    }
    oldestFirst.add(new Told(to, now));
  }

  /**
   * Whether a walk that the other lane tells is old news. What that lane has passed is forgotten.
   *
   * @param peerLeads the other lane has been seen to be faster
   */
  boolean tells(Cell to, boolean peerLeads, long now) {
    long recent = peerLeads ? LAG_MILLIS : RECENT_MILLIS;
    while (!oldestFirst.isEmpty() && now - oldestFirst.peek().at() > recent) {
      oldestFirst.poll();
    }
    if (oldestFirst.stream().noneMatch(told -> told.to().equals(to))) {
      return false;
    }
    Told passed;
    do {
      passed = oldestFirst.poll();
    } while (!passed.to().equals(to));
    return true;
  }

  /**
   * Whether the newest is so new, and none of the author's open ones, that his word may be older.
   */
  boolean newestWithout(List<Cell> open, long now) {
    Told newest = oldestFirst.peekLast();
    return newest != null && now - newest.at() < LAG_MILLIS && !open.contains(newest.to());
  }

  void clear() {
    oldestFirst.clear();
  }
}
