package org.rop2p.transport.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HelloTest {
  private static final int VERSION = 2;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isReadAsItWasWritten(boolean sealed) {
    Hello hello = Hello.create(sealed, new SecureRandom());
    ByteBuf written = written(hello);
    assertEquals(Hello.LENGTH, written.readableBytes());
    Hello read = Hello.read(written).orElseThrow();
    assertEquals(sealed, read.sealed());
    assertArrayEquals(hello.random(), read.random());
  }

  @Test
  void noTwoAreAlike() {
    SecureRandom random = new SecureRandom();
    String one = ByteBufUtil.hexDump(Hello.create(true, random).random());
    assertFalse(one.equals(ByteBufUtil.hexDump(Hello.create(true, random).random())));
  }

  @Test
  void cutLongerOrOfAnotherVersionOrWishItIsNone() {
    ByteBuf written = written(Hello.create(true, new SecureRandom()));
    for (int length = 0; length < Hello.LENGTH; length++) {
      assertTrue(Hello.read(written.copy(0, length)).isEmpty(), length + " bytes");
    }
    assertTrue(Hello.read(written.copy().writeByte(0)).isEmpty(), "a byte more");
    for (int value = 0; value < 256; value++) {
      assertEquals(
          value == VERSION,
          Hello.read(written.copy().setByte(0, value)).isPresent(),
          "version " + value);
      assertEquals(
          value <= 1, Hello.read(written.copy().setByte(1, value)).isPresent(), "wish " + value);
    }
  }

  private static ByteBuf written(Hello hello) {
    ByteBuf out = Unpooled.buffer();
    hello.write(out);
    return out;
  }
}
