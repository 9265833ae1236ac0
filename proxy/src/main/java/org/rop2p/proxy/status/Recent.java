package org.rop2p.proxy.status;

import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.rop2p.proxy.play.CharacterView;

/** What has happened lately. Thread-safe. */
public final class Recent {
  /** As many as somebody scrolls through. */
  private static final int KEPT = 100;

  private final Changes changes;
  private final Deque<Happening> kept = new ArrayDeque<>();
  private List<CharacterView> last = List.of();

  /**
   * Nothing has happened.
   *
   * @param charset of names
   */
  public Recent(Charset charset) {
    this.changes = new Changes(charset);
  }

  /** Notes what has changed since the last look. */
  public synchronized void look(List<CharacterView> characters, long atMillis) {
    changes.between(last, characters, atMillis).forEach(this::add);
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
