package org.rop2p.proxy.world;

/** The map server's tick (u32 milliseconds, wrapping), as far as ticks in its packets told. */
final class ServerClock {
  private long offset;
  private boolean known;

  /** The server has just sent {@code tick}. */
  void heard(int tick, long now) {
    offset = Integer.toUnsignedLong(tick) - now;
    known = true;
  }

  boolean known() {
    return known;
  }

  int tick(long now) {
    return (int) (now + offset);
  }
}
