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
  static final int LOCKED_BY_NEWER_CLIENTS = 0x80;

  static final String MAGIC = "Master of Magic\0";

  /** Of official clients since 2024, which also have more than 4 GiB. */
  static final String WIDE_MAGIC = "Event Horizon\0RL";

  private static final long UNSIGNED_INT = 0xFFFF_FFFFL;

  private final boolean wide;

  private final ByteArrayOutputStream files = new ByteArrayOutputStream();
  private final ByteArrayOutputStream table = new ByteArrayOutputStream();
  private int count;
  private long before;

  /** Of version 0x200. */
  Grf() {
    this(false);
  }

  private Grf(boolean wide) {
    this.wide = wide;
  }

  /** As if other files had so many bytes ahead of all that comes. */
  Grf at(long offset) {
    before = offset;
    return this;
  }

  /** Of version 0x300. */
  static Grf wide() {
    return new Grf(true);
  }

  Grf with(String name, byte[] content) throws IOException {
    return with(name, content, FILE, content.length);
  }

  Grf with(String name, byte[] content, int flags, int saidBytes) throws IOException {
    byte[] deflated = deflated(content);
    int aligned = (deflated.length + 7) / 8 * 8;
    table.write(name.getBytes(StandardCharsets.ISO_8859_1));
    table.write(0);
    byte[] entry = new byte[wide ? 21 : 17];
    ByteBuffer fields =
        little(entry)
            .putInt(deflated.length)
            .putInt(aligned)
            .putInt(saidBytes)
            .put((byte) flags)
            .putInt((int) (before + files.size()));
    if (wide) {
      fields.putInt((int) ((before + files.size()) >>> Integer.SIZE));
    }
    table.write(entry);
    files.write(deflated);
    files.write(new byte[aligned - deflated.length]);
    count++;
    return this;
  }

  /** A folder: no file, though it has a name. */
  Grf withFolder(String name) throws IOException {
    table.write(name.getBytes(StandardCharsets.ISO_8859_1));
    table.write(new byte[wide ? 22 : 18]);
    count++;
    return this;
  }

  byte[] bytes() throws IOException {
    return wide ? bytes(WIDE_MAGIC, 0x300) : bytes(MAGIC, 0x200);
  }

  byte[] bytes(String magic, int version) throws IOException {
    return bytes(magic, version, 0);
  }

  /**
   * The archive.
   *
   * @param seed a number of no meaning, where files are counted from
   */
  byte[] bytes(String magic, int version, int seed) throws IOException {
    byte[] deflated = deflated(table.toByteArray());
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] header = new byte[46];
    long tableAt = before + files.size();
    little(header)
        .put(magic.getBytes(StandardCharsets.US_ASCII))
        .position(30)
        .putInt((int) tableAt)
        .putInt(tableAt > UNSIGNED_INT ? (int) (tableAt >>> Integer.SIZE) : seed)
        .putInt(wide ? count : count + 7 + seed)
        .putInt(version);
    all.write(header);
    all.write(files.toByteArray());
    all.write(new byte[wide ? 4 : 0]);
    byte[] lengths = new byte[8];
    little(lengths).putInt(deflated.length).putInt(table.size());
    all.write(lengths);
    all.write(deflated);
    return all.toByteArray();
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] deflated(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
