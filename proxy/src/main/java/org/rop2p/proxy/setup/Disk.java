package org.rop2p.proxy.setup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** What changes files. */
class Disk {
  static final Disk REAL = new Disk();

  /** Makes one folder. */
  void makeFolder(Path folder) throws IOException {
    Files.createDirectory(folder);
  }

  /** Writes a file, or over it; returns once it is on the disk. */
  void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  /** Gives a file a name, also that of another one, which is gone then. */
  void rename(Path file, Path name) throws IOException {
    Files.move(file, name, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Removes a file or an empty folder, if it is there. */
  void remove(Path path) throws IOException {
    Files.deleteIfExists(path);
  }
}
