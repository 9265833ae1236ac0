package org.rop2p.proxy.routing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Set;

/** Which recent own lines went to whom by the peer lane, so that no line overtakes another. */
final class LineHistory {
  /** More lines than anybody says while one is on its way. */
  private static final int MAX_LINES = 64;

  record Unsent(int sequence, int ageMillis) {
    static final Unsent NONE = new Unsent(0, 0);
  }

  private record Line(int sequence, long at, Set<Integer> sentTo) {}

  private final Deque<Line> newestFirst = new ArrayDeque<>();

  void said(int sequence, Set<Integer> sentTo, long now) {
    newestFirst.addFirst(new Line(sequence, now, Set.copyOf(sentTo)));
    if (newestFirst.size() > MAX_LINES) {
      newestFirst.removeLast();
    }
  }

  /** The newest line that {@code account} gets from the server only and may not have yet. */
  Unsent newestUnsentTo(int account, long now) {
    Iterator<Line> lines = newestFirst.iterator();
    while (lines.hasNext()) {
      Line line = lines.next();
      long age = now - line.at();
      if (age >= CopyLedger.SETTLED_MILLIS) {
        break;
      }
      if (!line.sentTo().contains(account)) {
        return new Unsent(line.sequence(), (int) age);
      }
    }
    return Unsent.NONE;
  }

  void clear() {
    newestFirst.clear();
  }
}
