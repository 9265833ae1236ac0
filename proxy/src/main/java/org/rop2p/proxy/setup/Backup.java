package org.rop2p.proxy.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Copies of files as they were, beside them. None is ever overwritten. */
final class Backup {
  /** What a file as it was is called. */
  static final String SUFFIX = ".before-ro-p2p";

  /** Whoever has more has something else going on. */
  private static final int MOST = 100;

  private Backup() {}

  /**
   * Where a copy of these bytes belongs, or is already: then the newest copy has the very same.
   *
   * @throws IOException when there is no place for it
   */
  static Path place(Path file, byte[] bytes) throws IOException {
    Optional<Path> newest = newest(file);
    if (newest.isPresent() && AtomicFile.has(newest.get(), bytes)) {
      return newest.get();
    }
    for (int number = 1; number <= MOST; number++) {
      Path copy = numbered(file, number);
      if (!Files.exists(copy)) {
        return copy;
      }
    }
    throw new IOException("too many copies of " + file);
  }

  /** The copy that was kept last. */
  static Optional<Path> newest(Path file) {
    Optional<Path> newest = Optional.empty();
    for (int number = 1; number <= MOST; number++) {
      Path copy = numbered(file, number);
      if (!Files.isRegularFile(copy)) {
        break;
      }
      newest = Optional.of(copy);
    }
    return newest;
  }

  private static Path numbered(Path file, int number) {
    return file.resolveSibling(file.getFileName() + SUFFIX + (number == 1 ? "" : "." + number));
  }
}
