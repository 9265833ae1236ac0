package org.rop2p.codec.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.Frames;

class RawTextTest {
  /** Two letters of Hangul in CP949: bytes that are no UTF-8. */
  private static final byte[] HANGUL = Frames.bytes("b0a1b3aa");

  @Test
  void bytesAreKeptWhateverTheirEncoding() {
    RawText text = RawText.of(HANGUL);

    assertArrayEquals(HANGUL, text.toBytes());
    assertEquals(4, text.length());
    assertNotEquals(RawText.of(Frames.bytes("b0a1b3ab")), text);
    assertEquals(RawText.of(HANGUL).hashCode(), text.hashCode());
  }

  @Test
  void neitherWhoGaveNorWhoGotTheBytesCanChangeThem() {
    byte[] given = HANGUL.clone();
    RawText text = RawText.of(given);
    given[0] = 0;
    text.toBytes()[1] = 0;

    assertEquals(RawText.of(HANGUL), text);
  }

  @ParameterizedTest(name = "{0} padded to {1}")
  @CsvSource({"abc, 6, 616263000000", "abcdef, 6, 616263646500", "'', 2, 0000", "a, 1, 00"})
  void paddingAlwaysLeavesANul(String text, int width, String hex) {
    ByteBuf out = Unpooled.buffer();

    RawText.ascii(text).writePadded(out, width);

    assertEquals(hex, Frames.hex(out));
  }

  @ParameterizedTest(name = "{0} reads as {1}")
  @CsvSource({"616263000000, abc", "616200636465, ab", "616263646566, abcdef", "000000000000, ''"})
  void paddedTextEndsAtItsFirstNul(String hex, String text) {
    ByteBuf in = Frames.frame(hex + "7a7a");

    assertEquals(RawText.ascii(text), RawText.nulPadded(in, in.readerIndex(), 6));
  }

  @Test
  void textIsTakenApartAndPutTogether() {
    RawText line = RawText.ascii("Ann : hello");
    RawText name = RawText.ascii("Ann : ");

    assertTrue(line.startsWith(name));
    assertFalse(name.startsWith(line));
    assertEquals(RawText.ascii("hello"), line.from(6));
    assertEquals(RawText.EMPTY, line.from(line.length()));
    assertEquals(line, name.plus(RawText.ascii("hello")));
    assertEquals((byte) 'n', line.byteAt(1));
    assertEquals(RawText.ascii("Ann"), line.until(3));
    assertEquals(3, line.indexOf(RawText.ascii(" : ")));
    assertEquals(6, line.indexOf(RawText.ascii("hello")));
    assertEquals(-1, line.indexOf(RawText.ascii("hello!")));
  }

  @Test
  void aNulWithinIsNoticed() {
    assertTrue(RawText.of(new byte[] {'a', 0, 'b'}).hasNul());
    assertFalse(RawText.ascii("ab").hasNul());
  }

  @Test
  void controlCharactersAreNotDisplayed() {
    assertEquals("a.[31mb.°¡", RawText.of(Frames.bytes("611b5b33316d627fb0a1")).toString());
  }
}
