package org.rop2p.transport.mapping;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where an event loop has run what blocks. */
final class OffLoop {
  private static final Logger LOG = LoggerFactory.getLogger(OffLoop.class);

  /** So that a gateway left behind, slow to be told so, keeps nobody from the next one. */
  private static final int THREADS = 2;

  /** Work comes in bursts, minutes apart; and nobody has to end the threads. */
  private static final long IDLE_SECONDS = 5;

  private final EventLoop loop;
  private final Executor threads;

  /** Has daemon threads while there is work. */
  OffLoop(EventLoop loop) {
    this(loop, threads());
  }

  OffLoop(EventLoop loop, Executor threads) {
    this.loop = loop;
    this.threads = threads;
  }

  /** Runs this off the loop some time, in no order; it must not throw. */
  void run(Runnable work) {
    threads.execute(work);
  }

  /**
   * Brings what comes of it back to the loop.
   *
   * @return whether the loop takes it; else it has ended
   */
  boolean back(Runnable work) {
    try {
      loop.execute(work);
      return true;
    } catch (RejectedExecutionException e) {
      LOG.trace("The event loop has ended", e);
      return false;
    }
  }

  private static Executor threads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new DefaultThreadFactory("port-mapping", true));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}
