package org.rop2p.proxy.walking;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.rop2p.codec.view.Cell;

/**
 * What the server has told lately of one author's walks, in order, beside what he tells himself.
 */
final class ServerWords {
  /** A walk told so recently makes an equal one from the author old news. */
  private static final long KNOWN_MILLIS = 3_000;

  /**
   * A walk told so recently of which the author's word does not know is newer than that. One told
   * before that he may never know of.
   */
  private static final long LAG_MILLIS = 1_800;

  /** More than one author is told to walk in that time, unless something hits him. */
  private static final int MAX = 32;

  /** One word of the server's. */
  private static final class Told {
    private final Granted walk;
    private final long at;

    /** Whether he was shown on that way: it was granted before that tick, perhaps long before. */
    private final boolean underWay;

    /** Whether the author's word of it has come, or a newer one, or need not come. */
    private boolean spoken;

    Told(Granted walk, long at, boolean underWay, boolean spoken) {
      this.walk = walk;
      this.at = at;
      this.underWay = underWay;
      this.spoken = spoken;
    }
  }

  /**
   * What an author's word is worth beside the server's.
   *
   * @param behind the server has told of that walk, or of a newer one
   * @param open his earlier walks that are still to come, oldest first: what the server has told it
   *     does not tell again, nor what was asked for before that
   */
  record Beside(boolean behind, List<Cell> open) {}

  private final Deque<Told> oldestFirst = new ArrayDeque<>();

  /** The server's latest word, however long ago; null none. */
  private Told latest;

  /** The server shows him, perhaps on his way. */
  void shows(Granted walk, long now) {
    add(walk, true, true, now);
  }

  /**
   * The server tells of a walk.
   *
   * @param spoken whether the author's word of it has come, or need not
   */
  void add(Granted walk, boolean spoken, long now) {
    // Of the walk on which he was shown it tells once more.
    if (latest != null && latest.underWay && latest.walk.to().equals(walk.to())) {
      oldestFirst.remove(latest);
    }
    add(walk, false, spoken, now);
  }

  private void add(Granted walk, boolean underWay, boolean spoken, long now) {
    oldestFirst.removeIf(told -> now - told.at > KNOWN_MILLIS);
    if (spoken) {
      allSpoken();
    }
    if (oldestFirst.size() >= MAX) {
      oldestFirst.removeFirst();
    }
    latest = new Told(walk, now, underWay, spoken);
    oldestFirst.addLast(latest);
  }

  /** A word of the author's is newer than all of these. */
  void allSpoken() {
    oldestFirst.forEach(told -> told.spoken = true);
  }

  /**
   * Looks at a word of the author's, newer than all of his before.
   *
   * @param requests what he had asked for before
   */
  Beside beside(Cell to, OpenRequests requests, long now) {
    List<Cell> asked = requests.asked();
    boolean behind = false;
    for (Told told : oldestFirst) {
      long age = now - told.at;
      if (age > KNOWN_MILLIS || requests.knows(told.walk)) {
        continue;
      }
      int at = told.underWay ? -1 : asked.indexOf(told.walk.to());
      if (at >= 0) {
        asked = asked.subList(at + 1, asked.size());
      } else if (!told.spoken && told.walk.to().equals(to)) {
        told.spoken = !behind; // behind a newer one it is rather another's
        behind = true;
      } else if (!told.spoken && age < LAG_MILLIS && !requests.repeats(told.walk)) {
        behind = true;
      }
    }
    List<Cell> open = new ArrayList<>();
    requests.granted().stream()
        .filter(walk -> latest == null || walk.isAfter(latest.walk))
        .forEach(walk -> open.add(walk.to()));
    open.addAll(asked);
    return new Beside(behind, open);
  }
}
