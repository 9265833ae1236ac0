package org.rop2p.proxy.evidence;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * The last lines of chat that peers signed and screens showed, of all players of this process.
 * Thread-safe.
 */
public final class Evidence {
  /** A quarrel of some minutes. */
  public static final int KEPT = 100;

  private final Deque<EvidenceLine> lines = new ArrayDeque<>();
  private long added;

  /** The oldest makes room. */
  public synchronized void add(EvidenceLine line) {
    if (lines.size() == KEPT) {
      lines.removeFirst();
    }
    lines.addLast(line);
    added++;
  }

  /** What an earlier process kept. */
  public synchronized void restore(Collection<EvidenceLine> earlier) {
    earlier.forEach(this::add);
  }

  /** Oldest first. */
  public synchronized List<EvidenceLine> lines() {
    return List.copyOf(lines);
  }

  /** How many have been added: another number, other lines. */
  public synchronized long added() {
    return added;
  }
}
