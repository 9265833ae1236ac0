package org.rop2p.transport.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import org.rop2p.transport.mapping.NatPmpMessage;

/** A datagram is one NAT-PMP message that is read again as it is written, or it is none. */
class NatPmpMessageFuzzTest {
  private static final int LONGEST = 16;

  /** Input: the datagram. */
  @FuzzTest
  void anyDatagram(byte[] data) {
    byte[] before = data.clone();
    NatPmpMessage.decode(data)
        .ifPresent(
            message -> {
              assertTrue(data.length <= LONGEST);
              assertEquals(Optional.of(message), NatPmpMessage.decode(message.toBytes()));
            });
    assertArrayEquals(before, data, "decoding only reads");
  }
}
