package org.rop2p.proxy.message;

import java.util.Arrays;

/** An author's word for a line of chat, as it travels with the line. Immutable. */
public final class LineSignature {
  /** Of Ed25519 (RFC 8032 section 5.1.6). */
  public static final int BYTES = 64;

  /** The last second that has room on the wire, in the year 2106. */
  public static final long LAST_SECOND = 0xFFFF_FFFFL;

  private final long at;
  private final byte[] bytes;

  /**
   * Of a line said at that time.
   *
   * @param at seconds since 1970 by the author's clock, 0 to {@link #LAST_SECOND}
   * @param bytes {@link #BYTES} of them
   */
  public LineSignature(long at, byte[] bytes) {
    if (at < 0 || at > LAST_SECOND || bytes.length != BYTES) {
      throw new IllegalArgumentException("no signature of a line");
    }
    this.at = at;
    this.bytes = bytes.clone();
  }

  /** Seconds since 1970 by the author's clock. */
  public long at() {
    return at;
  }

  /** Over {@link SignedLine#bytes}. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LineSignature signature
        && at == signature.at
        && Arrays.equals(bytes, signature.bytes);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(at) * 31 + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "LineSignature[at=" + at + "]";
  }
}
