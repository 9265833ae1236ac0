package org.rop2p.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the command of every benchmark offers: its report as a file, and help. */
public final class Output {
  /** Writes a report. */
  @FunctionalInterface
  public interface Writer {
    void write(Path file) throws IOException;
  }

  @Option(names = "--report", paramLabel = "FILE", description = "Every value, as JSON.")
  private Path report;

  @Option(names = "--help", usageHelp = true, description = "Shows this.")
  @SuppressWarnings("UnusedVariable") // picocli reads the annotation
  private boolean help;

  /** Where the report goes, if anybody wants it. */
  public Optional<Path> report() {
    return Optional.ofNullable(report);
  }

  /** Writes the report, if anybody wants it. */
  public void report(Writer writer) throws IOException {
    if (report != null) {
      writer.write(report);
    }
  }
}
