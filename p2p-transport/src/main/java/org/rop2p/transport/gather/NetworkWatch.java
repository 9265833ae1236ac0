package org.rop2p.transport.gather;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.rop2p.transport.IceCandidate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again at the addresses of this machine, on a thread that may wait for the system,
 * and notices that it has slept: by the wall clock, as some monotonic clocks sleep, too.
 */
final class NetworkWatch {
  private static final Logger LOG = LoggerFactory.getLogger(NetworkWatch.class);

  /** A link that has lost its path dies after five seconds without a sign of life. */
  static final long INTERVAL_MILLIS = 2_000;

  /** A busy machine is later than planned, but not by so much. */
  static final long SLEPT_MILLIS = 15_000;

  private final Supplier<List<IceCandidate>> scan;
  private final LongSupplier wallMillis;
  private final Executor loop;
  private final Consumer<List<IceCandidate>> seen;
  private final Runnable slept;
  private long lookedAt;

  /**
   * @param scan asks the system, and may block
   * @param loop where {@code seen} and {@code slept} are called
   * @param seen told what there is, changed or not
   */
  NetworkWatch(
      Supplier<List<IceCandidate>> scan,
      LongSupplier wallMillis,
      Executor loop,
      Consumer<List<IceCandidate>> seen,
      Runnable slept) {
    this.scan = scan;
    this.wallMillis = wallMillis;
    this.loop = loop;
    this.seen = seen;
    this.slept = slept;
    this.lookedAt = wallMillis.getAsLong();
  }

  /** Looks until the timer is shut down. */
  void start(ScheduledExecutorService timer) {
    var unused =
        timer.scheduleWithFixedDelay(
            this::look, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Never throws: the timer would not call it again. */
  void look() {
    try {
      long now = wallMillis.getAsLong();
      if (now - lookedAt >= SLEPT_MILLIS) {
        loop.execute(slept);
      }
      lookedAt = now;
      List<IceCandidate> found = scan.get();
      loop.execute(() -> seen.accept(found));
    } catch (RuntimeException e) {
      LOG.debug("Cannot look at the network", e);
    }
  }
}
