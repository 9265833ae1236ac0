package org.rop2p.proxy.evidence;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.rop2p.proxy.writing.BackgroundWriter;

/**
 * Keeps {@link Evidence} in a file of JSON lines, by a thread of its own: each minute in which
 * something came, and at the end. It is replaced as a whole, and only its owner may read it. A file
 * that cannot be written costs one warning, and is tried again.
 */
public final class EvidenceFile implements AutoCloseable {
  private static final long EVERY_SECONDS = 60;

  /** Far more than the lines that are kept. */
  private static final long MAX_BYTES = 1 << 20;

  private final Path file;
  private final Evidence evidence;
  private final BackgroundWriter writer;
  private long written;

  private EvidenceFile(Path file, Evidence evidence) {
    this.file = file;
    this.evidence = evidence;
    this.written = evidence.added();
    this.writer =
        BackgroundWriter.start(
            "evidence",
            EVERY_SECONDS,
            this::writeWhatIsNew,
            "The evidence file %s cannot be written: check --evidence and the folder's rights"
                .formatted(file));
  }

  /**
   * Takes into {@code evidence} what an earlier process left, and begins to write.
   *
   * @throws IllegalArgumentException with one sentence when the file is there and is anything else
   */
  public static EvidenceFile open(Path file, Evidence evidence) {
    if (Files.exists(file)) {
      evidence.restore(readAll(file));
    }
    return new EvidenceFile(file, evidence);
  }

  /**
   * The lines of a file, each as it is; bounded.
   *
   * @throws IllegalArgumentException with one sentence when it cannot be read
   */
  public static List<String> rawLines(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IllegalArgumentException(file + " is too large to be a file of evidence");
      }
      return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read as a file of evidence", e);
    }
  }

  /** Writes the last lines; returns when they are written, or after a second. */
  @Override
  public void close() {
    writer.close();
  }

  private static List<EvidenceLine> readAll(Path file) {
    List<EvidenceLine> lines = new ArrayList<>();
    for (String line : rawLines(file)) {
      try {
        lines.add(EvidenceLine.parse(line));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            file + " is there and is no file of evidence: name another", e);
      }
    }
    return lines;
  }

  private void writeWhatIsNew() throws IOException {
    long added = evidence.added();
    if (added != written) {
      replace(evidence.lines().stream().map(EvidenceLine::toJson).toList());
      written = added;
    }
  }

  /** Temporary files are their owner's alone wherever a file system knows owners. */
  private void replace(List<String> lines) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path fresh = Files.createTempFile(folder, file.getFileName().toString(), ".new");
    try {
      Files.write(fresh, lines);
      try {
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
