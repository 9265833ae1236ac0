package org.rop2p.proxy.classes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What stands beside an archive: two lines, its size, which the launchers compare, and what it was
 * made for.
 *
 * @param size of the archive in bytes; 0: it could not be made, and need not be tried again
 * @param origin see {@link Origin}
 */
record Made(long size, String origin) {
  private static final Made NOTHING = new Made(-1, "");

  /** The file beside an archive. */
  static Path beside(Path archive) {
    return archive.resolveSibling(archive.getFileName() + ".made");
  }

  /** What is said of an archive; nothing that fits any where nothing can be read. */
  static Made read(Path archive) {
    try {
      List<String> lines = Files.readAllLines(beside(archive));
      return lines.size() < 2 ? NOTHING : new Made(Long.parseLong(lines.get(0)), lines.get(1));
    } catch (IOException | NumberFormatException e) {
      return NOTHING;
    }
  }

  /** Whether nothing is to be made: it is there, or cannot be had. */
  boolean settles(String wanted, long sizeNow) {
    return origin.equals(wanted) && (size == 0 || size == sizeNow);
  }

  String text() {
    return size + "\n" + origin + "\n";
  }
}
