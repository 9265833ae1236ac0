package org.rop2p.proxy.speech;

import java.util.HashMap;
import java.util.Map;

/**
 * How far an author is believed before the server confirms something of his. An honest author's
 * first message, every sample and every doubtful one pass the server; so who is never confirmed is
 * making things up. Confined to one thread.
 */
public final class Credit {
  /** A hundred lines without one sample of one in twenty: once in 170 honest authors. */
  static final int FULL = 100;

  private final Map<Integer, Integer> spent = new HashMap<>();

  /** Whether a message of the author may be shown on his word. */
  public boolean has(int author) {
    return spent.getOrDefault(author, 0) < FULL;
  }

  /** A message was shown on the author's word. */
  public void spend(int author) {
    spent.merge(author, 1, (before, one) -> Math.min(FULL, before + one));
  }

  /** A message shown on the author's word turned out to be none of the server's. */
  public void lose(int author, int amount) {
    spent.merge(author, Math.min(FULL, amount), (before, more) -> Math.min(FULL, before + more));
  }

  /** Something else the server has brought restores a part of what was lost. */
  public void regain(int author, int amount) {
    spent.computeIfPresent(author, (who, before) -> before > amount ? before - amount : null);
  }

  /** The server has brought something that the author announced. */
  public void confirm(int author) {
    spent.remove(author);
  }

  public void clear() {
    spent.clear();
  }
}
