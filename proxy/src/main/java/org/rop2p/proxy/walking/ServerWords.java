package org.rop2p.proxy.walking;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.rop2p.codec.view.Cell;

/**
 * What the server has told lately of one author's walks, in order, beside what he tells himself.
 */
final class ServerWords {
  /** What is older no word of the author's counts as open any more, however late it comes. */
  private static final long OPEN_MILLIS = PeerWord.HEARD_MILLIS + 400;

  /** A walk told so recently makes an equal one from the author old news. */
  private static final long KNOWN_MILLIS = 3_000;

  /**
   * A walk told so recently of which the author's word does not know is newer than that: he counts
   * it as open for longer.
   */
  private static final long LAG_MILLIS = PeerWord.HEARD_MILLIS - 200;

  /** More than one author is told to walk in that time, unless something hits him. */
  private static final int MAX = 32;

  /** One word of the server's. */
  private static final class Told {
    private final Cell to;
    private final long at;

    /** Whether the author's word of it has come, or a newer one, or need not come. */
    private boolean spoken;

    Told(Cell to, long at, boolean spoken) {
      this.to = to;
      this.at = at;
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

  /** Where he went when he came into view, if nothing was told since; null if something was. */
  private Told shown;

  /** The server shows him, perhaps on his way. */
  void shows(Cell to, long now) {
    add(to, true, now);
    shown = oldestFirst.peekLast();
  }

  /**
   * The server tells of a walk.
   *
   * @param spoken whether the author's word of it has come, or need not
   */
  void add(Cell to, boolean spoken, long now) {
    oldestFirst.removeIf(told -> now - told.at > KNOWN_MILLIS);
    if (spoken) {
      allSpoken();
    }
    if (shown != null && shown.equals(oldestFirst.peekLast()) && shown.to.equals(to)) {
      oldestFirst.removeLast(); // of that walk the server tells once more
    }
    shown = null;
    if (oldestFirst.size() >= MAX) {
      oldestFirst.removeFirst();
    }
    oldestFirst.addLast(new Told(to, now, spoken));
  }

  /** A word of the author's is newer than all of these. */
  void allSpoken() {
    oldestFirst.forEach(told -> told.spoken = true);
  }

  /**
   * Looks at a word of the author's, newer than all of his before.
   *
   * @param open where those lead that he asked for before, oldest first
   */
  Beside beside(Cell to, List<Cell> open, long now) {
    int from = 0;
    boolean behind = false;
    for (Told told : oldestFirst) {
      long age = now - told.at;
      int at = age > OPEN_MILLIS ? -1 : open.subList(from, open.size()).indexOf(told.to);
      if (at >= 0) {
        from += at + 1;
      } else if (!told.spoken && told.to.equals(to) && age <= KNOWN_MILLIS) {
        told.spoken = !behind; // behind a newer one it is rather another's
        behind = true;
      } else if (!told.spoken && age < LAG_MILLIS) {
        behind = true;
      }
    }
    return new Beside(behind, open.subList(from, open.size()));
  }
}
