package org.rop2p.proxy.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file that is there whole or as it was, whatever happens meanwhile. */
final class AtomicFile {
  private AtomicFile() {}

  /**
   * Writes a file, or replaces it; a link to a file stays a link.
   *
   * @throws IOException then the file is as it was
   */
  static void write(Path file, byte[] bytes) throws IOException {
    try (FileChange change = new FileChange(Disk.REAL)) {
      change.write(file, bytes);
      change.commit();
    }
  }

  /** Whether the file is there and has these bytes. */
  static boolean has(Path file, byte[] bytes) throws IOException {
    return Files.isRegularFile(file)
        && Files.size(file) == bytes.length
        && Arrays.equals(Files.readAllBytes(file), bytes);
  }
}
