package org.rop2p.transport.link;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what has no event, such as a counter. */
final class Eventually {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);
  private static final long POLL = TimeUnit.MILLISECONDS.toNanos(2);

  private Eventually() {}

  static void holds(BooleanSupplier condition, String story) {
    long end = System.nanoTime() + PATIENCE;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        fail("never happened: " + story);
      }
      LockSupport.parkNanos(POLL);
    }
  }
}
