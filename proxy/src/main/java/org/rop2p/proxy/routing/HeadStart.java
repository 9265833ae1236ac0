package org.rop2p.proxy.routing;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How much earlier than the server's copy the peers' copies were shown, author by author: the
 * median of the latest pairs. Milliseconds; confined to one thread.
 */
public final class HeadStart {
  private static final int SAMPLES = 9;

  /** Walks and lines of one author whose copies are still to come. */
  private static final int MAX_OPEN = 8;

  /** What comes so late is another copy. */
  private static final long MOST_MILLIS = 5_000;

  /** More authors than can be in view; the one that was not heard of for longest goes. */
  private static final int MAX_AUTHORS = 512;

  private record Shown(Object what, long at) {}

  private static final class Author {
    private final Deque<Shown> open = new ArrayDeque<>();
    private final int[] latest = new int[SAMPLES];
    private int count;
  }

  private final Map<Integer, Author> authors = new LinkedHashMap<>(16, 0.75f, true);

  /** A peer's copy is on the screen, and the server's is to come. */
  public void shown(int author, Object what, long now) {
    Author known = authors.computeIfAbsent(author, key -> new Author());
    if (authors.size() > MAX_AUTHORS) {
      Iterator<Integer> eldest = authors.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
    if (known.open.size() >= MAX_OPEN) {
      known.open.poll();
    }
    known.open.add(new Shown(what, now));
  }

  /** The server's copy has come and was not shown. */
  public void copied(int author, Object what, long now) {
    Author known = authors.get(author);
    if (known == null) {
      return;
    }
    known.open.removeIf(shown -> now - shown.at() > MOST_MILLIS);
    if (known.open.stream().noneMatch(shown -> shown.what().equals(what))) {
      return;
    }
    Shown shown = known.open.poll();
    while (!shown.what().equals(what)) {
      shown = known.open.poll();
    }
    known.latest[known.count++ % SAMPLES] = (int) (now - shown.at());
  }

  /** The median of the author's latest pairs, if there was any. */
  public OptionalInt millis(int author) {
    Author known = authors.get(author);
    if (known == null || known.count == 0) {
      return OptionalInt.empty();
    }
    int[] sorted = Arrays.copyOf(known.latest, Math.min(known.count, SAMPLES));
    Arrays.sort(sorted);
    return OptionalInt.of(sorted[(sorted.length - 1) / 2]);
  }
}
