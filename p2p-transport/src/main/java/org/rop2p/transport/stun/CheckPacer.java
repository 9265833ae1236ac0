package org.rop2p.transport.stun;

/**
 * Spaces the ordinary and triggered checks of all agents that share it and all retransmissions (RFC
 * 8445 section 14.2 and appendix B.1): fifty players who come into view together must not flood a
 * home router. A nomination, one for a link, and consent go at once. Times are nanoseconds. Not
 * thread-safe.
 */
public final class CheckPacer {
  /** Ta: the shortest that RFC 8445 allows, 200 checks a second in all. */
  public static final long TA = 5_000_000L;

  /** A single link's first checks wait for nobody. */
  public static final int BURST = 8;

  /** When the next one would go if all went evenly. */
  private long evenly = Long.MIN_VALUE / 2;

  /** Whether one may be sent now; if so, it counts. */
  public boolean take(long now) {
    if (now < freeAt()) {
      return false;
    }
    evenly = Math.max(evenly, now) + TA;
    return true;
  }

  /** When the next may be sent. */
  public long freeAt() {
    return evenly - BURST * TA;
  }
}
