package org.rop2p.proxy.walking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rop2p.codec.view.Cell;

/**
 * Words about authors whom the server had not shown yet: a peer can be faster, and what the server
 * tells of their walks then comes after newer words. Confined to one thread.
 */
final class TooEarly {
  /** Longer ago, the server has told of it by other means. */
  private static final long MILLIS = 1_000;

  private static final int MAX_AUTHORS = 512;

  /** More than anybody asks for in that time. */
  private static final int MAX_WORDS = 16;

  /**
   * What came too early.
   *
   * @param last sequence of the last word
   * @param to where they lead, oldest first
   */
  record Words(int epoch, int last, List<Cell> to, long at) {
    Words {
      to = List.copyOf(to);
    }
  }

  private final Map<Integer, Words> byAuthor = new HashMap<>();

  void add(int author, PeerWord word, long now) {
    byAuthor.values().removeIf(words -> now - words.at() > MILLIS);
    Words before = byAuthor.get(author);
    if (before == null && byAuthor.size() >= MAX_AUTHORS) {
      return;
    }
    boolean goesOn =
        before != null && before.epoch() == word.epoch() && word.sequence() > before.last();
    List<Cell> to = new ArrayList<>(goesOn ? before.to() : List.of());
    to.add(word.to());
    if (to.size() > MAX_WORDS) {
      to.remove(0);
    }
    byAuthor.put(author, new Words(word.epoch(), word.sequence(), to, now));
  }

  /** Who leaves the screen: what the server is yet to tell of him, if he comes back. */
  void keep(int author, Words words) {
    if (byAuthor.size() < MAX_AUTHORS && !words.to().isEmpty()) {
      byAuthor.put(author, words);
    }
  }

  /** The author is shown now: what came shortly before, or null. */
  Words take(int author, long now) {
    Words words = byAuthor.remove(author);
    return words == null || now - words.at() > MILLIS ? null : words;
  }

  void clear() {
    byAuthor.clear();
  }
}
