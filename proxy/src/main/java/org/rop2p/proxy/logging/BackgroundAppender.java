package org.rop2p.proxy.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands lines to a sink by a thread of its own. Whoever logs never waits: a console that nobody
 * reads (a Windows console in selection mode, {@code | less}) or a full disk costs lines, not the
 * game. The lines it cost are counted, and their number is told once when lines get through again.
 */
final class BackgroundAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
  /** Some minutes of a talkative proxy; at a few hundred bytes each no burden. */
  static final int QUEUED_LINES = 1_024;

  /** Wakes the writer when there is nothing more to come. */
  private static final String END = "";

  private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(QUEUED_LINES);
  private final AtomicLong lost = new AtomicLong();
  private final Layout<ILoggingEvent> layout;
  private final LineSink sink;
  private final Thread writer;

  /**
   * Not started.
   *
   * @param name tells this appender from others, as its thread does
   */
  BackgroundAppender(String name, Layout<ILoggingEvent> layout, LineSink sink) {
    this.layout = layout;
    this.sink = sink;
    this.writer = new Thread(this::writeAll, "log-" + name);
    writer.setDaemon(true);
    setName(name);
  }

  @Override
  public void start() {
    super.start();
    writer.start();
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (!queue.offer(layout.doLayout(event))) {
      lost.incrementAndGet();
    }
  }

  /**
   * Takes no more lines and waits until those taken are written.
   *
   * @return whether they are; false when the sink did not take them in time
   */
  boolean finish(long timeoutMillis) {
    stop();
    boolean unused = queue.offer(END); // a full queue keeps the writer awake anyway
    try {
      writer.join(timeoutMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !writer.isAlive();
  }

  private void writeAll() {
    try {
      while (isStarted() || !queue.isEmpty()) {
        String lines = queue.take();
        if (!lines.equals(END)) {
          write(lines);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(String lines) {
    try {
      sink.write(lines);
    } catch (IOException e) {
      lost.incrementAndGet();
      return;
    }
    long missing = lost.getAndSet(0);
    if (missing > 0) {
      try {
        sink.write(
            "[warn] %d log lines are missing here: the %s did not take them%n"
                .formatted(missing, getName()));
      } catch (IOException e) {
        lost.addAndGet(missing);
      }
    }
  }
}
