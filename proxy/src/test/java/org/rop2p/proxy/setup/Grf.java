package org.rop2p.proxy.setup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;

/** Writes an archive as the game's own tools do. */
final class Grf {
  static final int FILE = 1;
  static final int LOCKED = 3;

  private final ByteArrayOutputStream files = new ByteArrayOutputStream();
  private final ByteArrayOutputStream table = new ByteArrayOutputStream();
  private int count;

  Grf with(String name, byte[] content) throws IOException {
    return with(name, content, FILE, content.length);
  }

  Grf with(String name, byte[] content, int flags, int saidBytes) throws IOException {
    byte[] deflated = deflated(content);
    int aligned = (deflated.length + 7) / 8 * 8;
    table.write(name.getBytes(StandardCharsets.ISO_8859_1));
    table.write(0);
    table.write(
        little(17)
            .putInt(deflated.length)
            .putInt(aligned)
            .putInt(saidBytes)
            .put((byte) flags)
            .putInt(files.size())
            .array());
    files.write(deflated);
    files.write(new byte[aligned - deflated.length]);
    count++;
    return this;
  }

  /** A folder: no file, though it has a name. */
  Grf withFolder(String name) throws IOException {
    table.write(name.getBytes(StandardCharsets.ISO_8859_1));
    table.write(new byte[18]);
    count++;
    return this;
  }

  byte[] bytes() throws IOException {
    return bytes("Master of Magic\0", 0x200);
  }

  byte[] bytes(String magic, int version) throws IOException {
    byte[] deflated = deflated(table.toByteArray());
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(
        little(46)
            .put(magic.getBytes(StandardCharsets.US_ASCII))
            .put(new byte[14])
            .putInt(files.size())
            .putInt(0)
            .putInt(count + 7)
            .putInt(version)
            .array());
    all.write(files.toByteArray());
    all.write(little(8).putInt(deflated.length).putInt(table.size()).array());
    all.write(deflated);
    return all.toByteArray();
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] deflated(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
