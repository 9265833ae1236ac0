package org.rop2p.proxy.stats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.function.Supplier;
import org.rop2p.proxy.writing.BackgroundWriter;

/**
 * Appends a line of JSON to a file each second, and one at the end, by a thread of its own. A file
 * that cannot be written costs one warning, nothing else; it is tried again each second.
 */
public final class StatsFile implements AutoCloseable {
  private final Path file;
  private final Supplier<ProxyStats> stats;
  private final Clock clock;
  private final BackgroundWriter writer;

  private StatsFile(Path file, Supplier<ProxyStats> stats, Clock clock) {
    this.file = file;
    this.stats = stats;
    this.clock = clock;
    this.writer =
        BackgroundWriter.start(
            "stats",
            1,
            this::append,
            "The statistics file %s cannot be written: check --stats and the folder's rights"
                .formatted(file));
  }

  /**
   * Begins to write.
   *
   * @param stats asked on the writing thread
   * @param clock of the lines' times
   */
  public static StatsFile open(Path file, Supplier<ProxyStats> stats, Clock clock) {
    return new StatsFile(file, stats, clock);
  }

  /** Writes the last line; returns when it is written, or after a second. */
  @Override
  public void close() {
    writer.close();
  }

  private void append() throws IOException {
    Files.writeString(
        file,
        stats.get().toJson(clock.instant()) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.APPEND);
  }
}
