package org.rop2p.transport.ice;

/**
 * How many candidates a peer may signal: as many as a link may have at once, later ones slowly.
 * Each makes us send checks to an address of the peer's choice. Times are nanoseconds. Not
 * thread-safe.
 */
public final class CandidateBudget {
  /** A machine changes networks less often, even on a train. */
  static final long INTERVAL = 5_000_000_000L;

  private final int most;

  /** When all would be free again. */
  private long freeAt;

  public CandidateBudget(int most, long now) {
    this.most = most;
    this.freeAt = now;
  }

  /** Whether one may be taken now; if so, it counts. */
  public boolean take(long now) {
    long next = Math.max(freeAt, now) + INTERVAL;
    if (next - now > most * INTERVAL) {
      return false;
    }
    freeAt = next;
    return true;
  }
}
