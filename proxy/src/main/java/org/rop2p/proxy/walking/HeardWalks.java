package org.rop2p.proxy.walking;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.rop2p.codec.view.Cell;

/** One author's walks of which the server has just told, in order. */
final class HeardWalks {
  /** What is older no word counts as open any more, however late it comes. */
  private static final long MILLIS = PeerWord.HEARD_MILLIS + 400;

  /** More than one author is told to walk in that time, unless something hits him. */
  private static final int MAX = 16;

  private record Told(Cell to, long at) {}

  private final Deque<Told> oldestFirst = new ArrayDeque<>();

  void add(Cell to, long now) {
    oldestFirst.removeIf(told -> now - told.at() > MILLIS);
    Told newest = oldestFirst.peekLast();
    if (newest != null && newest.to().equals(to)) {
      oldestFirst.removeLast(); // repeated
    } else if (oldestFirst.size() >= MAX) {
      oldestFirst.removeFirst();
    }
    oldestFirst.addLast(new Told(to, now));
  }

  /**
   * Those of an author's open walks, oldest first, that are still to come: what the server has told
   * it does not tell again, nor what was asked for before that.
   */
  List<Cell> without(List<Cell> open, long now) {
    int from = 0;
    for (Told told : oldestFirst) {
      int at = now - told.at() > MILLIS ? -1 : open.subList(from, open.size()).indexOf(told.to());
      from = at < 0 ? from : from + at + 1;
    }
    return open.subList(from, open.size());
  }
}
