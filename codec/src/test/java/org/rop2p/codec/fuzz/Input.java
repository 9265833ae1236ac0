package org.rop2p.codec.fuzz;

import java.util.Arrays;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;

/** Takes values off the front of a fuzzer's bytes; zeros where there are none left. */
final class Input {
  private final byte[] bytes;
  private int at;

  Input(byte[] bytes) {
    this.bytes = bytes;
  }

  int u8() {
    return at < bytes.length ? bytes[at++] & 0xFF : 0;
  }

  int u16() {
    return u8() | u8() << 8;
  }

  int i32() {
    return u16() | u16() << 16;
  }

  boolean flag() {
    return (u8() & 1) != 0;
  }

  Cell cell() {
    return new Cell(u16() & 1023, u16() & 1023);
  }

  /** At most {@code max} bytes. */
  byte[] bytes(int max) {
    int taken = Math.min(Math.min(u8(), max), bytes.length - at);
    at += taken;
    return Arrays.copyOfRange(bytes, at - taken, at);
  }

  /** Text as a field of fixed width holds it: no NUL, room for the one that ends it. */
  RawText text(int width) {
    byte[] text = bytes(width - 1);
    for (int i = 0; i < text.length; i++) {
      if (text[i] == 0) {
        text[i] = 'x';
      }
    }
    return RawText.of(text);
  }

  byte[] rest() {
    byte[] rest = Arrays.copyOfRange(bytes, at, bytes.length);
    at = bytes.length;
    return rest;
  }
}
