package org.rop2p.proxy.world;

/**
 * The largest of the numbers of the last half minute to minute: old ones are forgotten, so that a
 * clock that drifts or a line that changes is followed. Numbers wrap; those compared lie less than
 * 2³¹ apart.
 */
final class RecentBest {
  static final long HALF_WINDOW_MILLIS = 30_000;

  private int current;
  private int previous;
  private boolean known;
  private boolean previousKnown;
  private long since;

  void offer(int number, long now) {
    if (!known || now - since >= HALF_WINDOW_MILLIS) {
      previous = current;
      previousKnown = known && now - since < 2 * HALF_WINDOW_MILLIS;
      current = number;
      since = now;
      known = true;
    } else {
      current = later(current, number);
    }
  }

  boolean known() {
    return known;
  }

  /** The largest, once there was one. */
  int best() {
    return previousKnown ? later(current, previous) : current;
  }

  private static int later(int a, int b) {
    return a - b > 0 ? a : b;
  }
}
