package org.rop2p.proxy.status;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What has happened lately. Thread-safe. */
public final class Recent {
  /** As many as somebody scrolls through. */
  private static final int KEPT = 100;

  private final Deque<Happening> kept = new ArrayDeque<>();
  private List<OwnCharacter> last = List.of();

  /** Notes what has changed since the last look. */
  public synchronized void look(List<OwnCharacter> characters, long atMillis) {
    Changes.between(last, characters, atMillis).forEach(this::add);
    last = List.copyOf(characters);
  }

  /** Notes something that characters do not show. */
  public synchronized void add(Happening happening) {
    if (kept.size() == KEPT) {
      kept.removeFirst();
    }
    kept.addLast(happening);
  }

  /** Oldest first. */
  public synchronized List<Happening> happenings() {
    return List.copyOf(kept);
  }
}
