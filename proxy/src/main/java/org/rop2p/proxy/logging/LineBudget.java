package org.rop2p.proxy.logging;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many lines strangers may cause: without it whoever calls or links again and again would push
 * everything else out of the log. Thread-safe.
 */
public final class LineBudget {
  private static final long MINUTE_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private final int perMinute;
  private final LongSupplier clock;
  private long since;
  private int spent;

  /**
   * Nothing spent.
   *
   * @param perMinute at least 1
   * @param clock monotonic milliseconds
   */
  public LineBudget(int perMinute, LongSupplier clock) {
    this.perMinute = perMinute;
    this.clock = clock;
    this.since = clock.getAsLong();
  }

  /** Whether one more line may be written; what is left out is worth a line at debug level. */
  public synchronized boolean allows() {
    long now = clock.getAsLong();
    if (now - since >= MINUTE_MILLIS) {
      since = now;
      spent = 0;
    }
    if (spent == perMinute) {
      return false;
    }
    spent++;
    return true;
  }
}
