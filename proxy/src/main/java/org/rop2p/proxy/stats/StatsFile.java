package org.rop2p.proxy.stats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends a line of JSON to a file each second, and one at the end, by a thread of its own. A file
 * that cannot be written costs one warning, nothing else; it is tried again each second.
 */
public final class StatsFile implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StatsFile.class);

  /** Nobody waits longer for the last line. */
  private static final long CLOSE_MILLIS = 1_000;

  private final Path file;
  private final Supplier<ProxyStats> stats;
  private final Clock clock;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread writer = new Thread(this::write, "stats");
  private boolean warned;

  private StatsFile(Path file, Supplier<ProxyStats> stats, Clock clock) {
    this.file = file;
    this.stats = stats;
    this.clock = clock;
  }

  /**
   * Begins to write.
   *
   * @param stats asked on the writing thread
   * @param clock of the lines' times
   */
  public static StatsFile open(Path file, Supplier<ProxyStats> stats, Clock clock) {
    StatsFile opened = new StatsFile(file, stats, clock);
    opened.writer.setDaemon(true);
    opened.writer.start();
    return opened;
  }

  /** Writes the last line; returns when it is written, or after a second. */
  @Override
  public void close() {
    closing.countDown();
    try {
      writer.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    try {
      while (!closing.await(1, TimeUnit.SECONDS)) {
        append();
      }
      append();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void append() {
    try {
      Files.writeString(
          file,
          stats.get().toJson(clock.instant()) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      if (!warned) {
        warned = true;
        log.warn(
            "The statistics file {} cannot be written: check --stats and the folder's rights",
            file);
      }
    }
  }
}
