package org.rop2p.proxy.walking;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.rop2p.codec.view.Cell;

/**
 * Own requests at the server, as far as others may yet hear of them from it: told of them, a peer
 * does not take the server's word of one for newer than a walk he was told since. Milliseconds;
 * confined to one thread.
 */
public final class OpenWalks {
  private record Settling(Granted walk, long settledAt) {}

  private final int max;
  private final Deque<Settling> granted = new ArrayDeque<>();
  private final Deque<Cell> asked = new ArrayDeque<>();
  private Optional<Granted> latest = Optional.empty();

  /**
   * None yet.
   *
   * @param max of more the oldest are forgotten
   */
  public OpenWalks(int max) {
    this.max = max;
  }

  /** A request goes to the server. */
  public void asked(Cell to) {
    asked.addLast(to);
    forgetOldest();
  }

  /**
   * The server grants a walk: those asked for before it were granted earlier, or never will be. It
   * may be one that nobody asked for, as to whom the character is to hit.
   *
   * @param settledAt when everybody else will have heard of it
   */
  public void granted(Granted walk, long settledAt) {
    if (asked.contains(walk.to())) {
      Cell answered;
      do {
        answered = asked.removeFirst();
      } while (!answered.equals(walk.to()));
    }
    granted.addLast(new Settling(walk, settledAt));
    latest = Optional.of(walk);
    forgetOldest();
  }

  private void forgetOldest() {
    while (granted.size() + asked.size() > max) {
      if (granted.pollFirst() == null) {
        asked.removeFirst();
      }
    }
  }

  /** What is open at {@code now}. */
  public OpenRequests at(long now) {
    granted.removeIf(one -> now >= one.settledAt());
    return new OpenRequests(
        latest, granted.stream().map(Settling::walk).toList(), asked.stream().toList());
  }

  public void clear() {
    granted.clear();
    asked.clear();
    latest = Optional.empty();
  }
}
