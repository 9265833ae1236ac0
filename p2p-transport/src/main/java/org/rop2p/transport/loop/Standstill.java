package org.rop2p.transport.loop;

import java.util.concurrent.TimeUnit;

/**
 * How much of what this side stood still is excused while it waits to hear something, as {@link
 * LoopTimer} tells it: what came meanwhile is not read yet. Not for ever, so that a path is not
 * trusted hours after its peer was heard last; with the five seconds that a link may be silent it
 * is well below the 30 s of RFC 7675 section 5.1. Not thread-safe.
 */
public final class Standstill {
  private static final long MOST = TimeUnit.SECONDS.toNanos(10);

  private long excused;

  /** It is heard again. */
  public void over() {
    excused = 0;
  }

  /** Of so many nanoseconds, those that do not count. */
  public long excuse(long nanos) {
    long grace = Math.min(nanos, MOST - excused);
    excused += grace;
    return grace;
  }
}
