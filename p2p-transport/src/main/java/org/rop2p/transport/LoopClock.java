package org.rop2p.transport;

/** Nanoseconds since the endpoint opened; never goes back. */
final class LoopClock {
  private final long start = System.nanoTime();

  long now() {
    return System.nanoTime() - start;
  }
}
