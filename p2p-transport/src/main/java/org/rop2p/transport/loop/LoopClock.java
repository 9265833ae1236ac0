package org.rop2p.transport.loop;

/** Nanoseconds since the endpoint opened; never goes back. */
public final class LoopClock {
  private final long start = System.nanoTime();

  public long now() {
    return System.nanoTime() - start;
  }
}
