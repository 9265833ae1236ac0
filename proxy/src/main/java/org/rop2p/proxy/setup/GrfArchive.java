package org.rop2p.proxy.setup;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.InflaterInputStream;

/**
 * An archive of the game, version 0x200: a header of 46 bytes, the files, and a table of them,
 * deflated. Reads the table as a stream and keeps nothing of it but what was looked for. What is in
 * the file is believed in nothing: every length has a bound.
 */
final class GrfArchive {
  /** The version that is read; in 0x1xx names are scrambled, and 0x300 has wider offsets. */
  static final int VERSION = 0x200;

  static final int HEADER_BYTES = 46;
  private static final byte[] MAGIC = "Master of Magic\0".getBytes(StandardCharsets.US_ASCII);
  private static final int TABLE_OFFSET_AT = 30;
  private static final int VERSION_AT = 42;

  /** Before the deflated table: its length, and that of what it holds. */
  private static final int TABLE_HEADER_BYTES = 8;

  /** Behind each name: three lengths, flags, offset. */
  private static final int ENTRY_BYTES = 17;

  /** Archives of the whole game have tables of 20 MiB. */
  private static final long MAX_TABLE_BYTES = 256L << 20;

  /** Windows takes paths of 260 characters. */
  private static final int MAX_NAME_BYTES = 1_024;

  private static final int FLAG_FILE = 0x01;
  private static final int FLAGS_LOCKED = 0x06;
  private static final int UNSIGNED_BYTE = 0xFF;
  private static final long UNSIGNED_INT = 0xFFFF_FFFFL;

  private GrfArchive() {}

  /**
   * A file of the archive.
   *
   * @param name as it stands there
   * @param locked encrypted; only other programs can take it out
   */
  record Entry(
      String name,
      long compressedBytes,
      long alignedBytes,
      long bytes,
      boolean locked,
      long offset) {
    /** Without the folder. */
    String simpleName() {
      return name.substring(name.lastIndexOf('\\') + 1);
    }
  }

  /**
   * Looks for the first file that has one of the names.
   *
   * @param names lower case, with backslashes
   * @throws IOException with a few words for a sentence, when the archive cannot be read
   */
  static Optional<Entry> find(Path archive, Set<String> names) throws IOException {
    try (FileChannel file = FileChannel.open(archive, StandardOpenOption.READ)) {
      ByteBuffer header = read(file, 0, HEADER_BYTES);
      byte[] magic = new byte[MAGIC.length];
      header.get(0, magic);
      if (!Arrays.equals(magic, MAGIC)) {
        throw new IOException("it is no GRF archive");
      }
      int version = header.getInt(VERSION_AT);
      if (version != VERSION) {
        throw new IOException("it is of version 0x%x".formatted(version));
      }
      long table = HEADER_BYTES + (header.getInt(TABLE_OFFSET_AT) & UNSIGNED_INT);
      ByteBuffer lengths = read(file, table, TABLE_HEADER_BYTES);
      long deflated = lengths.getInt(0) & UNSIGNED_INT;
      long start = table + TABLE_HEADER_BYTES;
      if (deflated > file.size() - start) {
        throw damaged();
      }
      file.position(start);
      try (InputStream entries =
          new BufferedInputStream(
              new InflaterInputStream(new Bounded(Channels.newInputStream(file), deflated)))) {
        return find(new Bounded(entries, MAX_TABLE_BYTES), names);
      }
    }
  }

  /**
   * Takes a file out.
   *
   * @param most bytes that it may have
   * @throws IOException with a few words for a sentence, when that is not possible
   */
  static byte[] extract(Path archive, Entry entry, int most) throws IOException {
    if (entry.locked || entry.bytes > most || entry.compressedBytes > entry.alignedBytes) {
      throw damaged();
    }
    try (FileChannel file = FileChannel.open(archive, StandardOpenOption.READ)) {
      file.position(Math.min(HEADER_BYTES + entry.offset, file.size()));
      try (InputStream content =
          new InflaterInputStream(new Bounded(Channels.newInputStream(file), entry.alignedBytes))) {
        byte[] bytes = content.readNBytes((int) entry.bytes + 1);
        if (bytes.length != entry.bytes) {
          throw damaged();
        }
        return bytes;
      }
    } catch (EOFException | java.util.zip.ZipException e) {
      throw damaged();
    }
  }

  private static Optional<Entry> find(InputStream entries, Set<String> names) throws IOException {
    byte[] name = new byte[MAX_NAME_BYTES];
    try {
      while (true) {
        int first = entries.read();
        if (first < 0) {
          return Optional.empty();
        }
        int length = 0;
        for (int next = first; next != 0; next = entries.read()) {
          if (next < 0 || length == MAX_NAME_BYTES) {
            throw damaged();
          }
          name[length++] = (byte) next;
        }
        byte[] rest = entries.readNBytes(ENTRY_BYTES);
        if (rest.length < ENTRY_BYTES) {
          throw damaged();
        }
        String text = new String(name, 0, length, StandardCharsets.ISO_8859_1).replace('/', '\\');
        if (names.contains(text.toLowerCase(Locale.ROOT)) && (rest[12] & FLAG_FILE) != 0) {
          return Optional.of(entry(text, ByteBuffer.wrap(rest).order(ByteOrder.LITTLE_ENDIAN)));
        }
      }
    } catch (EOFException | java.util.zip.ZipException e) {
      throw damaged();
    }
  }

  private static Entry entry(String name, ByteBuffer rest) {
    long compressed = rest.getInt() & UNSIGNED_INT;
    long aligned = rest.getInt() & UNSIGNED_INT;
    long bytes = rest.getInt() & UNSIGNED_INT;
    int flags = rest.get() & UNSIGNED_BYTE;
    return new Entry(
        name,
        compressed,
        aligned,
        bytes,
        (flags & FLAGS_LOCKED) != 0,
        rest.getInt() & UNSIGNED_INT);
  }

  private static ByteBuffer read(FileChannel file, long at, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, at + buffer.position()) < 0) {
        throw damaged();
      }
    }
    return buffer;
  }

  private static IOException damaged() {
    return new IOException("it is damaged");
  }

  /** Ends after so many bytes. */
  private static final class Bounded extends InputStream {
    private final InputStream in;
    private long left;

    Bounded(InputStream in, long most) {
      this.in = in;
      this.left = most;
    }

    @Override
    public int read() throws IOException {
      if (left <= 0) {
        return -1;
      }
      int next = in.read();
      left -= next < 0 ? 0 : 1;
      return next;
    }

    @Override
    public int read(byte[] to, int at, int length) throws IOException {
      if (left <= 0) {
        return -1;
      }
      int count = in.read(to, at, (int) Math.min(length, left));
      left -= Math.max(count, 0);
      return count;
    }
  }
}
