package org.rop2p.testbed.server;

/**
 * When a session that holds more packets than one serving takes is served again: after the first
 * pause of an idle server, then after further ones, each counted from when the serving was due, so
 * that late timers do not add up. Pure; one thread.
 */
final class BacklogPace {
  private final long firstNanos;
  private final long furtherNanos;
  private boolean backlog;
  private long due;

  BacklogPace(Timing timing) {
    firstNanos = timing.firstBacklogCycle().toNanos();
    furtherNanos = timing.backlogCycle().toNanos();
  }

  /** Nothing is left that could be served. */
  void cleared() {
    backlog = false;
  }

  /** Nanoseconds from {@code now} to the next serving, as something is left. */
  long pause(long now) {
    due = backlog ? due + furtherNanos : now + firstNanos;
    backlog = true;
    return due - now;
  }
}
