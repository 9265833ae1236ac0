package org.rop2p.codec.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.rop2p.codec.FrameScanner;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.obfuscation.KeyChoice;
import org.rop2p.codec.obfuscation.ObfuscatedIds;
import org.rop2p.codec.obfuscation.ObfuscationKeys;

/** What a client sends, masked or not, reaches the server byte for byte when all of it is sent. */
class ObfuscatedIdsFuzzTest {
  /** Input: era u8, choice u8 (0 auto, 1 off, 2 keys: three i32), the stream. */
  @FuzzTest
  void decodedAndEncodedIsUnchanged(byte[] data) {
    Input input = new Input(data);
    Protocol protocol = Eras.choose(input.u8());
    KeyChoice choice =
        switch (input.u8() % 3) {
          case 0 -> KeyChoice.AUTO;
          case 1 -> KeyChoice.OFF;
          default -> KeyChoice.of(new ObfuscationKeys(input.i32(), input.i32(), input.i32()));
        };
    ObfuscatedIds ids = choice.open(protocol);
    FrameScanner scanner = new FrameScanner(protocol.table(), ids);
    byte[] stream = input.rest();
    ByteBuf in = Unpooled.wrappedBuffer(stream.clone());
    int at = 0;
    int length = scanner.next(in, at);
    while (length > 0) {
      int wireId = in.getUnsignedShortLE(at);
      int plainId = ids.plain(wireId);
      if (scanner.id() != FrameScanner.NO_ID) {
        assertEquals(plainId, scanner.id());
      }
      ids.decode(in, at);
      assertEquals(plainId, in.getUnsignedShortLE(at), "decode does what the scanner saw");
      ids.encode(in, at);
      assertEquals(wireId, in.getUnsignedShortLE(at), "nothing withheld: the client's own mask");
      at += length;
      length = scanner.next(in, at);
    }
    if (choice.equals(KeyChoice.OFF)) {
      assertFalse(ids.masked());
    }
    assertEquals(true, ids.inStep());
    assertArrayEquals(stream, in.array());
  }
}
