package org.rop2p.transport.ice;

import java.util.random.RandomGenerator;

/** Keeps what many do at intervals from falling together (RFC 7675 section 5.1). */
final class Jitter {
  private Jitter() {}

  /** The interval, up to a fifth longer or shorter. */
  static long of(long interval, RandomGenerator random) {
    return (long) (interval * (0.8 + 0.4 * random.nextDouble()));
  }
}
