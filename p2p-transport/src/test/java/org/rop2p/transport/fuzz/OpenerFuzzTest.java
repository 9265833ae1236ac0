package org.rop2p.transport.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.rop2p.transport.seal.Opener;
import org.rop2p.transport.seal.Sealer;

/**
 * Whatever happens to sealed messages on the way, the opener gives out what was sealed, each
 * message at most once, and nothing else.
 */
class OpenerFuzzTest {
  private static final int KEY_BYTES = 32;
  private static final int MOST_MESSAGES = 64;

  /** Messages that may overtake one another without being taken for replays. */
  private static final int WINDOW = 1_024;

  /** Input: steps of two bytes, operation and operand; bytes of a forgery follow their step. */
  @FuzzTest
  void onlyWhatWasSealedAndOnce(byte[] data) {
    SecretKeySpec key = new SecretKeySpec(new byte[KEY_BYTES], "AES");
    Sealer sealer = new Sealer(key);
    Opener opener = new Opener(key);
    List<byte[]> sealed = new ArrayList<>();
    BitSet opened = new BitSet();
    for (int at = 0; at + 1 < data.length; at += 2) {
      int operation = data[at] & 3;
      int operand = data[at + 1] & 0xFF;
      if (operation == 0 || sealed.isEmpty()) {
        if (sealed.size() < MOST_MESSAGES) {
          sealed.add(seal(sealer, sealed.size()));
        }
        continue;
      }
      int number = operand % sealed.size();
      byte[] genuine = sealed.get(number);
      switch (operation) {
        case 1 -> {
          Optional<byte[]> message = opener.open(Unpooled.wrappedBuffer(genuine));
          assertTrue(sealed.size() < WINDOW);
          assertEquals(!opened.get(number), message.isPresent(), "each once, in any order");
          message.ifPresent(bytes -> assertArrayEquals(text(number), bytes));
          opened.set(number);
        }
        case 2 -> {
          byte[] damaged = genuine.clone();
          damaged[(data[at] & 0xFF) * 7 % damaged.length] ^= (byte) (1 << (operand & 7));
          assertTrue(opener.open(Unpooled.wrappedBuffer(damaged)).isEmpty(), "damaged");
        }
        default -> {
          int length = Math.min(operand, data.length - at - 2);
          ByteBuf forged = Unpooled.wrappedBuffer(data, at + 2, length);
          assertTrue(opener.open(forged).isEmpty(), "forged");
          at += length;
        }
      }
    }
  }

  private static byte[] seal(Sealer sealer, int number) {
    ByteBuf out = Unpooled.buffer();
    sealer.seal(Unpooled.wrappedBuffer(text(number)), out);
    return ByteBufUtil.getBytes(out);
  }

  private static byte[] text(int number) {
    return new byte[] {(byte) number, 1, 2, 3};
  }
}
