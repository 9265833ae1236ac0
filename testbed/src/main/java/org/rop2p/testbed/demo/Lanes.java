package org.rop2p.testbed.demo;

import java.time.Duration;
import java.util.Optional;
import org.rop2p.testbed.oracle.Shown;

/**
 * Tells by the clock which lane a copy took: what is on a screen before the server's copy can have
 * arrived came from a peer. Says nothing where the server is too near to tell.
 *
 * @param latency one way between a client and the server
 */
record Lanes(Duration latency) {
  /** Below this the two lanes can't be told apart. */
  private static final Duration MIN_LATENCY = Duration.ofMillis(10);

  /** Timers of a busy machine may fire this much early or late. */
  private static final double SURE = 0.9;

  /** A way from one player to another. */
  enum Lane {
    PEER,
    SERVER;

    String label() {
      return this == PEER ? "peer" : "server";
    }
  }

  /** The lane of a copy that was seen so long after the act left its author's client. */
  Optional<Lane> ofDelay(long nanos) {
    return of(nanos, 2 * latency.toNanos());
  }

  /** The lane, from when the server took the act. */
  Optional<Lane> of(Shown shown) {
    return of(shown.display().nanos() - shown.act().nanos(), latency.toNanos());
  }

  long roundTripMillis() {
    return 2 * latency.toMillis();
  }

  private Optional<Lane> of(long nanos, long soonestByServer) {
    if (latency.compareTo(MIN_LATENCY) < 0) {
      return Optional.empty();
    }
    return Optional.of(nanos < soonestByServer * SURE ? Lane.PEER : Lane.SERVER);
  }
}
