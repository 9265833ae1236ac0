package org.rop2p.proxy.writing;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes something now and then and once more at the end, by a daemon thread of its own. What
 * cannot be written costs one warning, nothing else; it is tried again each time.
 */
public final class BackgroundWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BackgroundWriter.class);

  /** Nobody waits longer for the last time. */
  private static final long CLOSE_MILLIS = 1_000;

  /** Writes. */
  @FunctionalInterface
  public interface Job {
    void write() throws IOException;
  }

  private final long everySeconds;
  private final Job job;
  private final String warning;
  private final CountDownLatch closing = new CountDownLatch(1);
  private boolean warned;

  private final Thread thread;

  private BackgroundWriter(String name, long everySeconds, Job job, String warning) {
    this.everySeconds = everySeconds;
    this.job = job;
    this.warning = warning;
    this.thread = new Thread(this::run, name);
  }

  /**
   * Begins, with the first pause.
   *
   * @param name of the thread
   * @param everySeconds seconds between the end of one writing and the next
   * @param job called on the thread
   * @param warning one sentence with the remedy
   */
  public static BackgroundWriter start(String name, long everySeconds, Job job, String warning) {
    BackgroundWriter writer = new BackgroundWriter(name, everySeconds, job, warning);
    writer.thread.setDaemon(true);
    writer.thread.start();
    return writer;
  }

  /** Writes for the last time; returns when that is done, or after a second. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closing.await(everySeconds, TimeUnit.SECONDS)) {
        write();
      }
      write();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    try {
      job.write();
    } catch (IOException e) {
      if (!warned) {
        warned = true;
        log.warn("{}", warning);
      }
    }
  }
}
