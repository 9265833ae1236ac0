package org.rop2p.proxy.world;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The map server's tick (u32 milliseconds, wrapping), as clients estimate it: by the ticks in its
 * packets, of which the one that was least delayed tells most, and half of the time that it took to
 * answer CZ_REQUEST_TIME.
 */
final class ServerClock {
  /** A trip longer than this is no measure of the line. */
  private static final int LONGEST_HALF_TRIP = 1_000;

  /** A client asks every ten seconds or so, the proxy once a second at most. */
  private static final int MOST_OPEN = 16;

  private final RecentBest offset = new RecentBest();
  private final RecentBest shortestHalfTrip = new RecentBest();

  /** Questions without an answer; they are answered in order. */
  private final Deque<Long> askedAt = new ArrayDeque<>();

  /** The server is asked for the time. */
  void asked(long now) {
    if (askedAt.size() == MOST_OPEN) {
      askedAt.clear(); // it answers none: from here on nobody knows which it answers
    }
    askedAt.add(now);
  }

  /** The server has answered with {@code tick}. */
  void answered(int tick, long now) {
    heard(tick, now);
    if (!askedAt.isEmpty()) {
      long halfTrip = Math.min(LONGEST_HALF_TRIP, Math.max(0, now - askedAt.remove()) / 2);
      shortestHalfTrip.offer((int) -halfTrip, now);
    }
  }

  /** A packet that has just come was sent at {@code tick}. */
  void heard(int tick, long now) {
    offset.offer(tick - (int) now, now);
  }

  boolean known() {
    return offset.known();
  }

  /** When a frame that has just come was sent, at the latest; only when {@link #known}. */
  int frameTick(long now) {
    return (int) now + offset.best();
  }

  /** The server's tick at local time {@code now}; only when {@link #known}. */
  int tick(long now) {
    return frameTick(now) - (shortestHalfTrip.known() ? shortestHalfTrip.best() : 0);
  }
}
