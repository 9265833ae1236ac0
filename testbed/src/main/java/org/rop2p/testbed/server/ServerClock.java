package org.rop2p.testbed.server;

import java.util.function.LongSupplier;

/** The server's tick: milliseconds of a monotonic clock, u32, wrapping. */
final class ServerClock {
  /** A server does not start at zero. */
  private static final int FIRST_TICK = 2_000_000;

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final LongSupplier nanos;
  private final long origin;

  /**
   * @param nanos a monotonic clock, such as {@link System#nanoTime()}
   */
  ServerClock(LongSupplier nanos) {
    this.nanos = nanos;
    this.origin = nanos.getAsLong();
  }

  int tick() {
    return FIRST_TICK + (int) ((nanos.getAsLong() - origin) / NANOS_PER_MILLI);
  }

  /** Whole seconds, by which rAthena counts emotes. */
  long second() {
    return (nanos.getAsLong() - origin) / NANOS_PER_SECOND;
  }
}
