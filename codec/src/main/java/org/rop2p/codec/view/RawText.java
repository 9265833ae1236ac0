package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text as the client's raw bytes (CP949, Latin-1, …): compared as bytes, decoded only for display.
 * Immutable.
 */
public final class RawText {
  public static final RawText EMPTY = new RawText(new byte[0]);

  private final byte[] bytes;

  private RawText(byte[] bytes) {
    this.bytes = bytes;
  }

  public static RawText of(byte[] bytes) {
    return new RawText(bytes.clone());
  }

  /** ASCII text, for tests and messages of our own. */
  public static RawText ascii(String text) {
    return new RawText(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** All of {@code length} bytes at absolute {@code index}. */
  public static RawText at(ByteBuf in, int index, int length) {
    return new RawText(ByteBufUtil.getBytes(in, index, length, true));
  }

  /** The bytes before the first NUL within {@code length} bytes at absolute {@code index}. */
  public static RawText nulPadded(ByteBuf in, int index, int length) {
    int nul = in.indexOf(index, index + length, (byte) 0);
    return at(in, index, nul < 0 ? length : nul - index);
  }

  public int length() {
    return bytes.length;
  }

  public byte byteAt(int index) {
    return bytes[index];
  }

  public byte[] toBytes() {
    return bytes.clone();
  }

  public void writeTo(ByteBuf out) {
    out.writeBytes(bytes);
  }

  /** Writes {@code width} bytes, the text cut to {@code width - 1} and padded with NUL. */
  public void writePadded(ByteBuf out, int width) {
    int kept = Math.min(bytes.length, width - 1);
    out.writeBytes(bytes, 0, kept).writeZero(width - kept);
  }

  public boolean startsWith(RawText prefix) {
    return bytes.length >= prefix.bytes.length
        && Arrays.equals(bytes, 0, prefix.bytes.length, prefix.bytes, 0, prefix.bytes.length);
  }

  public RawText from(int index) {
    return new RawText(Arrays.copyOfRange(bytes, index, bytes.length));
  }

  /** The first {@code length} bytes. */
  public RawText until(int length) {
    return new RawText(Arrays.copyOf(bytes, length));
  }

  /** Where {@code part} begins for the first time, or -1. */
  public int indexOf(RawText part) {
    for (int at = 0; at + part.bytes.length <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + part.bytes.length, part.bytes, 0, part.bytes.length)) {
        return at;
      }
    }
    return -1;
  }

  public RawText plus(RawText more) {
    byte[] joined = Arrays.copyOf(bytes, bytes.length + more.bytes.length);
    System.arraycopy(more.bytes, 0, joined, bytes.length, more.bytes.length);
    return new RawText(joined);
  }

  /** Whether any byte is NUL. */
  public boolean hasNul() {
    for (byte b : bytes) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawText text && Arrays.equals(bytes, text.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** For display only: Latin-1, control characters as dots. */
  @Override
  public String toString() {
    StringBuilder shown = new StringBuilder(bytes.length);
    for (byte b : bytes) {
      int c = b & 0xFF;
      shown.append(c < 0x20 || c == 0x7F ? '.' : (char) c);
    }
    return shown.toString();
  }
}
