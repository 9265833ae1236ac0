package org.rop2p.transport.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import org.rop2p.transport.mapping.PcpMessage;

/** A datagram is one PCP message that is read again as it is written, or it is none. */
class PcpMessageFuzzTest {
  /** Input: the datagram. */
  @FuzzTest
  void anyDatagram(byte[] data) {
    check(data);
  }

  /** Input: the datagram behind version, opcode and protocol, which are made right. */
  @FuzzTest
  void anyFields(byte[] data) {
    byte[] datagram = new byte[Math.max(60, data.length & ~3)];
    System.arraycopy(data, 0, datagram, 0, Math.min(data.length, datagram.length));
    datagram[0] = PcpMessage.VERSION;
    datagram[1] = (byte) ((datagram[1] & 0x80) | 1);
    datagram[36] = 17;
    check(datagram);
  }

  private static void check(byte[] datagram) {
    byte[] before = datagram.clone();
    PcpMessage.decode(datagram)
        .ifPresent(
            message -> {
              assertTrue(datagram.length <= PcpMessage.MAX_MESSAGE);
              assertEquals(Optional.of(message), PcpMessage.decode(message.toBytes()));
              if (message instanceof PcpMessage.MapResponse response) {
                assertTrue(response.lifetime() >= 0 && response.lifetime() >>> 32 == 0);
                assertTrue(response.epoch() >= 0 && response.epoch() >>> 32 == 0);
                assertFalse(response.external().isUnresolved(), "never a name");
              }
            });
    assertArrayEquals(before, datagram, "decoding only reads");
  }
}
