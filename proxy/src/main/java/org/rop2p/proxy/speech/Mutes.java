package org.rop2p.proxy.speech;

import java.util.HashSet;
import java.util.Set;
import org.rop2p.proxy.routing.Lane;

/**
 * Whom the admin does not let chat and emote by links: such an account does so by the server, and
 * what a link brings of it is not shown. It hears others as before. Pure. Not thread-safe.
 */
final class Mutes {
  private final int own;
  private final Set<Integer> muted = new HashSet<>();

  /** Nobody is. */
  Mutes(int own) {
    this.own = own;
  }

  /**
   * What the coordinator says of an account.
   *
   * @return whether that is new
   */
  boolean muted(int account, boolean isMuted) {
    return isMuted ? muted.add(account) : muted.remove(account);
  }

  boolean self() {
    return muted.contains(own);
  }

  /** The widest lane of what the own character says, where others may use {@code policy}. */
  Lane own(Lane policy) {
    return self() ? Lane.SERVER : policy;
  }

  /** Whether what links bring of the author is not shown. */
  boolean silences(int author) {
    return muted.contains(author);
  }
}
