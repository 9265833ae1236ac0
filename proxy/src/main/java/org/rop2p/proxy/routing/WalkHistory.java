package org.rop2p.proxy.routing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Set;
import org.rop2p.codec.view.Cell;

/**
 * Which recent own walks went to whom by the peer lane. A peer that gets one walk from the server
 * only must have it before it is told of a newer one: otherwise the older one would come last.
 * Times in milliseconds; confined to one thread.
 */
public final class WalkHistory {
  /** More walks than anybody clicks while one is on its way; the oldest is forgotten. */
  private static final int MAX_WALKS = 64;

  private record Walk(Cell to, Set<Integer> sentTo, long settledAt) {}

  private final Deque<Walk> oldestFirst = new ArrayDeque<>();

  /**
   * The client has asked to walk.
   *
   * @param sentTo accounts that were told by the peer lane
   * @param settledAt when the server will have told everybody, or not at all
   */
  public void asked(Cell to, Set<Integer> sentTo, long settledAt) {
    if (oldestFirst.size() >= MAX_WALKS) {
      oldestFirst.poll();
    }
    oldestFirst.add(new Walk(to, Set.copyOf(sentTo), settledAt));
  }

  /**
   * The server has granted a walk; those before it were granted earlier, or never will be.
   *
   * @param settledAt when everybody else will have heard of it
   */
  public void granted(Cell to, long settledAt) {
    if (oldestFirst.stream().noneMatch(walk -> walk.to().equals(to))) {
      return;
    }
    Walk first;
    do {
      first = oldestFirst.poll();
    } while (!first.to().equals(to));
    oldestFirst.addFirst(new Walk(to, first.sentTo(), Math.min(first.settledAt(), settledAt)));
  }

  /** Whether every walk that {@code account} gets from the server only has been told by now. */
  public boolean settledFor(int account, long now) {
    Iterator<Walk> walks = oldestFirst.iterator();
    while (walks.hasNext()) {
      Walk walk = walks.next();
      if (now >= walk.settledAt()) {
        walks.remove();
      } else if (!walk.sentTo().contains(account)) {
        return false;
      }
    }
    return true;
  }

  public void clear() {
    oldestFirst.clear();
  }
}
