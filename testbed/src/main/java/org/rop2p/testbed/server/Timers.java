package org.rop2p.testbed.server;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Things to do later on the event loop. A task that fails is logged; the others go on. */
final class Timers {
  private static final Logger LOGGER = LoggerFactory.getLogger(Timers.class);

  private final EventExecutor loop;

  Timers(EventExecutor loop) {
    this.loop = loop;
  }

  void after(Duration time, Runnable task) {
    after(time.toNanos(), task);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // guarded() reports what the future would
  void after(long nanos, Runnable task) {
    loop.schedule(guarded(task), nanos, TimeUnit.NANOSECONDS);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // guarded() reports what the future would
  void every(Duration period, Runnable task) {
    long nanos = period.toNanos();
    loop.scheduleAtFixedRate(guarded(task), nanos, nanos, TimeUnit.NANOSECONDS);
  }

  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOGGER.error("a task of the stand-in failed", e);
      }
    };
  }
}
