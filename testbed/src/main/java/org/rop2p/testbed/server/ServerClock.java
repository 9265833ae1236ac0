package org.rop2p.testbed.server;

/** The server's tick: milliseconds of a monotonic clock, u32, wrapping. */
final class ServerClock {
  /** A server does not start at zero. */
  private static final int FIRST_TICK = 2_000_000;

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final long origin = System.nanoTime();

  int tick() {
    return FIRST_TICK + (int) ((System.nanoTime() - origin) / NANOS_PER_MILLI);
  }

  /** Whole seconds, by which rAthena counts emotes. */
  long second() {
    return (System.nanoTime() - origin) / NANOS_PER_SECOND;
  }
}
