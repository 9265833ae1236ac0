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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.InflaterInputStream;

/**
 * An archive of the game: a header of 46 bytes, the files, and a table of them, deflated. Versions
 * 0x200 and 0x300 are read; in 0x1xx names are scrambled. Reads the table as a stream and keeps
 * nothing of it but what was looked for. What is in the file is believed in nothing: every length
 * has a bound.
 */
final class GrfArchive {
  /** What differs between versions. */
  private enum Form {
    /** Since 2004. */
    NARROW(0x200, 0, Integer.BYTES),
    /** For more than 4 GiB: the official client of Korea, and what tools make of that. */
    WIDE(0x300, Integer.BYTES, Long.BYTES);

    final int version;

    /** Zeros ahead of the table. */
    final int beforeTable;

    /** Behind each name: three lengths, flags, offset. */
    final int entryBytes;

    Form(int version, int beforeTable, int offsetBytes) {
      this.version = version;
      this.beforeTable = beforeTable;
      this.entryBytes = 3 * Integer.BYTES + 1 + offsetBytes;
    }
  }

  static final int HEADER_BYTES = 46;
  private static final List<byte[]> MAGICS =
      List.of(
          "Master of Magic\0".getBytes(StandardCharsets.US_ASCII),
          "Event Horizon\0".getBytes(StandardCharsets.US_ASCII));
  private static final int TABLE_OFFSET_AT = 30;

  /** In 0x300 the upper bytes of the offset; before tools knew that, a number of no meaning. */
  private static final int TABLE_OFFSET_HIGH_AT = 34;

  /** A terabyte. */
  private static final int MOST_HIGH = 0xFF;

  private static final int VERSION_AT = 42;

  /** Before the deflated table: its length, and that of what it holds. */
  private static final int TABLE_HEADER_BYTES = 8;

  /** Archives of the whole game have tables of 20 MiB. */
  private static final long MAX_TABLE_BYTES = 256L << 20;

  /** Windows takes paths of 260 characters. */
  private static final int MAX_NAME_BYTES = 1_024;

  private static final int FLAGS_AT = 12;
  private static final int FLAG_FILE = 0x01;

  /** Its beginning, or more, by the client's own cipher. */
  private static final int FLAGS_LOCKED = 0x06;

  /** By one that only newer official clients know; such a file has no other flag. */
  private static final int FLAG_LOCKED_FILE = 0x80;

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
      Form form = form(header);
      long table = HEADER_BYTES + tableOffset(header, form) + form.beforeTable;
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
        return find(new Bounded(entries, MAX_TABLE_BYTES), form, names);
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
      file.position(HEADER_BYTES + Math.min(entry.offset, file.size()));
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

  private static Form form(ByteBuffer header) throws IOException {
    for (byte[] magic : MAGICS) {
      if (header.slice(0, magic.length).equals(ByteBuffer.wrap(magic))) {
        int version = header.getInt(VERSION_AT);
        return Arrays.stream(Form.values())
            .filter(form -> form.version == version)
            .findAny()
            .orElseThrow(() -> new IOException("it is of version 0x%x".formatted(version)));
      }
    }
    throw new IOException("it is no GRF archive");
  }

  private static long tableOffset(ByteBuffer header, Form form) {
    long low = header.getInt(TABLE_OFFSET_AT) & UNSIGNED_INT;
    long high = header.getInt(TABLE_OFFSET_HIGH_AT) & UNSIGNED_INT;
    return form == Form.WIDE && high <= MOST_HIGH ? (high << Integer.SIZE) | low : low;
  }

  private static Optional<Entry> find(InputStream entries, Form form, Set<String> names)
      throws IOException {
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
        byte[] rest = entries.readNBytes(form.entryBytes);
        if (rest.length < form.entryBytes) {
          throw damaged();
        }
        String text = new String(name, 0, length, StandardCharsets.ISO_8859_1).replace('/', '\\');
        if (names.contains(text.toLowerCase(Locale.ROOT))
            && (rest[FLAGS_AT] & (FLAG_FILE | FLAG_LOCKED_FILE)) != 0) {
          return Optional.of(
              entry(text, form, ByteBuffer.wrap(rest).order(ByteOrder.LITTLE_ENDIAN)));
        }
      }
    } catch (EOFException | java.util.zip.ZipException e) {
      throw damaged();
    }
  }

  private static Entry entry(String name, Form form, ByteBuffer rest) throws IOException {
    long compressed = rest.getInt() & UNSIGNED_INT;
    long aligned = rest.getInt() & UNSIGNED_INT;
    long bytes = rest.getInt() & UNSIGNED_INT;
    int flags = rest.get() & UNSIGNED_BYTE;
    long offset = form == Form.WIDE ? rest.getLong() : rest.getInt() & UNSIGNED_INT;
    if (offset < 0) {
      throw damaged();
    }
    boolean locked = (flags & (FLAGS_LOCKED | FLAG_LOCKED_FILE)) != 0;
    return new Entry(name, compressed, aligned, bytes, locked, offset);
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
