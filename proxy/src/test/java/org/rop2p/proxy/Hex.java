package org.rop2p.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/**
 * Frames written by hand: hex bytes with spaces anywhere, {@code 00*34} for a run of one byte,
 * {@code 'Bob'} for ASCII text.
 */
public final class Hex {
  private Hex() {}

  /** A heap buffer that needs no release. */
  public static ByteBuf frame(String literal) {
    return Unpooled.wrappedBuffer(bytes(literal));
  }

  /** The bytes of a literal. */
  public static byte[] bytes(String literal) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringBuilder hex = new StringBuilder();
    int at = 0;
    while (at < literal.length()) {
      char c = literal.charAt(at);
      if (c == '\'') {
        flush(hex, out);
        int end = literal.indexOf('\'', at + 1);
        literal.substring(at + 1, end).chars().forEach(out::write);
        at = end + 1;
      } else if (c == '*') {
        int end = at + 1;
        while (end < literal.length() && Character.isDigit(literal.charAt(end))) {
          end++;
        }
        int times = Integer.parseInt(literal.substring(at + 1, end));
        String unit = hex.substring(hex.length() - 2);
        hex.append(unit.repeat(times - 1));
        at = end;
      } else {
        if (!Character.isWhitespace(c)) {
          hex.append(c);
        }
        at++;
      }
    }
    flush(hex, out);
    return out.toByteArray();
  }

  private static void flush(StringBuilder hex, ByteArrayOutputStream out) {
    out.writeBytes(HexFormat.of().parseHex(hex));
    hex.setLength(0);
  }
}
