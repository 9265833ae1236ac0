package org.rop2p.coordinator;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;

/**
 * Lines on their way to a console or a disk, which another thread writes. When it is full, lines
 * are dropped and counted; the next one that fits is preceded by how many.
 */
final class LogQueue extends AsyncAppender {
  /** A burst of 5,000 players who join, and bounded memory. */
  static final int LINES = 8_192;

  private static final LongAdder DROPPED = new LongAdder();

  private long untold;

  LogQueue() {
    setQueueSize(LINES);
    setDiscardingThreshold(0); // INFO is as good as WARN while there is room.
    setNeverBlock(true);
  }

  /** How many lines this process has dropped so far. Thread-safe. */
  static long dropped() {
    return DROPPED.sum();
  }

  /** Synchronized, so that the count is exact: nobody waits in it. */
  @Override
  protected synchronized void append(ILoggingEvent event) {
    if (getRemainingCapacity() < 2) {
      untold++;
      DROPPED.increment();
      return;
    }
    if (untold > 0) {
      super.append(warning(untold + " log lines were dropped: the log's disk or console is slow"));
      untold = 0;
    }
    super.append(event);
  }

  private ILoggingEvent warning(String sentence) {
    LoggerContext context = (LoggerContext) getContext();
    return new LoggingEvent(
        LogQueue.class.getName(),
        context.getLogger(Logger.ROOT_LOGGER_NAME),
        Level.WARN,
        sentence,
        null,
        null);
  }
}
