package org.rop2p.transport.ice;

/**
 * How often one side may restart a link: a few times, later ones slowly, and never soon after the
 * last. Times are nanoseconds. Not thread-safe.
 */
final class RestartBudget {
  private static final long SECOND = 1_000_000_000L;

  /** A path that breaks again is noticed after three, and the link dies of silence after five. */
  static final long OWN_DISTANCE = 5 * SECOND;

  /** What left in time may come a little sooner after the one before. */
  static final long PEERS_DISTANCE = 3 * SECOND;

  /** As often as a bad evening needs it. */
  static final int MOST = 4;

  /** Until another one is there. */
  static final long INTERVAL = 30 * SECOND;

  private final long distance;
  private long notBefore;

  /** When all would be free again. */
  private long freeAt;

  RestartBudget(long distance, long now) {
    this.distance = distance;
    this.notBefore = now;
    this.freeAt = now;
  }

  /** Whether one may begin now; if so, it counts. */
  boolean take(long now) {
    long next = Math.max(freeAt, now) + INTERVAL;
    if (now < notBefore || next - now > MOST * INTERVAL) {
      return false;
    }
    freeAt = next;
    notBefore = now + distance;
    return true;
  }
}
