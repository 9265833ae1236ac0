package org.rop2p.proxy.world;

/**
 * The map server's tick (u32 milliseconds, wrapping), as clients estimate it: by the ticks in its
 * packets, of which the one that was least delayed tells most, and half of the time that it took to
 * answer CZ_REQUEST_TIME.
 */
final class ServerClock {
  /** A trip longer than this is no measure of the line. */
  private static final int LONGEST_HALF_TRIP = 1_000;

  private static final long NOT_ASKED = Long.MIN_VALUE;

  private final RecentBest offset = new RecentBest();
  private final RecentBest shortestHalfTrip = new RecentBest();
  private long askedAt = NOT_ASKED;

  /** The client asks for the time. */
  void asked(long now) {
    askedAt = now;
  }

  /** The server has answered with {@code tick}. */
  void answered(int tick, long now) {
    heard(tick, now);
    if (askedAt != NOT_ASKED) {
      long halfTrip = Math.min(LONGEST_HALF_TRIP, Math.max(0, now - askedAt) / 2);
      shortestHalfTrip.offer((int) -halfTrip, now);
      askedAt = NOT_ASKED;
    }
  }

  /** A packet that has just come was sent at {@code tick}. */
  void heard(int tick, long now) {
    offset.offer(tick - (int) now, now);
  }

  boolean known() {
    return offset.known();
  }

  /** The server's tick at local time {@code now}; only when {@link #known}. */
  int tick(long now) {
    return (int) now + offset.best() - (shortestHalfTrip.known() ? shortestHalfTrip.best() : 0);
  }
}
