package org.rop2p.proxy.logging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A log file that never grows beyond a size: full, it becomes {@code NAME.1}, what was {@code
 * NAME.1} becomes {@code NAME.2}, and the oldest goes.
 */
final class RollingFile implements LineSink {
  /** A long evening at level debug. */
  static final long MAX_BYTES = 10 << 20;

  /** The one written to and those before it. */
  static final int FILES = 5;

  private final Path file;
  private final long maxBytes;
  private FileChannel channel;

  /**
   * Opens the file and goes on at its end.
   *
   * @throws IOException when it cannot be written
   */
  RollingFile(Path file, long maxBytes) throws IOException {
    this.file = file;
    this.maxBytes = maxBytes;
    this.channel = open();
  }

  @Override
  public void write(String lines) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
    if (channel == null) {
      channel = open();
    }
    if (channel.size() > 0 && channel.size() + bytes.remaining() > maxBytes) {
      roll();
    }
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private void roll() throws IOException {
    channel.close();
    channel = null;
    for (int age = FILES - 1; age > 0; age--) {
      Path younger = age == 1 ? file : old(age - 1);
      if (Files.exists(younger)) {
        Files.move(younger, old(age), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    channel = open();
  }

  private Path old(int age) {
    return file.resolveSibling(file.getFileName() + "." + age);
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }
}
