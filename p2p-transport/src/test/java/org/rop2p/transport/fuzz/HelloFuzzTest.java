package org.rop2p.transport.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Optional;
import org.rop2p.transport.seal.Hello;

/** A hello is understood in exactly one way or not at all. */
class HelloFuzzTest {
  private static final int RANDOM = 2;

  /** Input: the hello. */
  @FuzzTest
  void acceptedMeansCanonical(byte[] data) {
    Optional<Hello> read = Hello.read(Unpooled.wrappedBuffer(data));
    read.ifPresent(
        hello -> {
          assertArrayEquals(Arrays.copyOfRange(data, RANDOM, data.length), hello.random());
          ByteBuf again = Unpooled.buffer();
          hello.write(again);
          assertEquals(ByteBufUtil.hexDump(data), ByteBufUtil.hexDump(again));
        });
  }
}
