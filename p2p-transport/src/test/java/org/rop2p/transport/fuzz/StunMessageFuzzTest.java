package org.rop2p.transport.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.rop2p.transport.stun.StunAttribute;
import org.rop2p.transport.stun.StunClass;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.StunWriter;

/** A datagram is one STUN message whose parts all answer, or it is none. */
class StunMessageFuzzTest {
  private static final int HEADER = 20;
  private static final int MAX_BINDING = 1280;
  private static final int MAX_MESSAGE = 1500;
  private static final int MAGIC_COOKIE = 0x2112A442;
  private static final int FINGERPRINT_XOR = 0x5354554E;
  private static final int FINGERPRINT_BYTES = 8;
  private static final String PASSWORD = "0123456789abcdefghijkl";

  /** Input: the datagram. */
  @FuzzTest
  void anyDatagram(byte[] data) {
    check(data);
  }

  /** Input: the datagram's body; header and fingerprint are made right, so that more get past. */
  @FuzzTest
  void anyAttributes(byte[] data) {
    int body = Math.min(data.length, MAX_BINDING) & ~3;
    ByteBuffer datagram = ByteBuffer.allocate(HEADER + body + FINGERPRINT_BYTES);
    datagram.putShort((short) ((data.length & 0x0110) | 1));
    datagram.putShort((short) (body + FINGERPRINT_BYTES)).putInt(MAGIC_COOKIE).position(HEADER);
    datagram.put(data, 0, body);
    CRC32 crc = new CRC32();
    crc.update(datagram.array(), 0, HEADER + body);
    datagram.putShort((short) StunAttribute.FINGERPRINT).putShort((short) Integer.BYTES);
    datagram.putInt((int) crc.getValue() ^ FINGERPRINT_XOR);
    check(datagram.array());
    check(Arrays.copyOf(datagram.array(), HEADER + body));
  }

  private static void check(byte[] datagram) {
    byte[] before = datagram.clone();
    StunMessage.decode(datagram).ifPresent(message -> check(message, datagram));
    assertArrayEquals(before, datagram, "decoding only reads");
  }

  private static void check(StunMessage message, byte[] datagram) {
    ByteBuffer bytes = ByteBuffer.wrap(datagram);
    boolean isBinding = message.method() == StunMessage.BINDING;
    assertTrue(datagram.length <= (isBinding ? MAX_BINDING : MAX_MESSAGE));
    assertEquals(datagram.length, HEADER + bytes.getShort(2), "exactly one message");
    assertEquals(MAGIC_COOKIE, bytes.getInt(4));
    assertTrue(message.unknownRequired().size() <= datagram.length / 4);
    message.unknownRequired().forEach(type -> assertTrue(type >= 0 && type < 0x8000));
    message
        .username()
        .ifPresent(name -> assertTrue(name.length() <= datagram.length - HEADER, "bounded"));
    message.priority().ifPresent(priority -> assertTrue(priority >= 0 && priority >>> 32 == 0));
    message.errorCode().ifPresent(code -> assertTrue(code >= 300 && code < 700));
    message
        .xorMappedAddress()
        .ifPresent(address -> assertFalse(address.isUnresolved(), "never a name"));
    message
        .data()
        .ifPresent(data -> assertTrue(data.start() + data.length() <= datagram.length, "inside"));
    message.channelNumber().ifPresent(number -> assertTrue(number >= 0 && number <= 0xFFFF));
    message.lifetime().ifPresent(seconds -> assertTrue(seconds >= 0));
    message.xorAddress(StunAttribute.XOR_PEER_ADDRESS);
    message.alternateServer();
    message.tieBreaker(StunAttribute.ICE_CONTROLLED);
    message.tieBreaker(StunAttribute.ICE_CONTROLLING);
    if (!message.has(StunAttribute.MESSAGE_INTEGRITY)) {
      assertFalse(message.isIntact(PASSWORD));
    } else {
      message.isIntact(PASSWORD);
    }
    if (message.isBinding(StunClass.REQUEST)) {
      byte[] answer =
          new StunWriter(StunClass.ERROR, message.id())
              .error(420, "Unknown Attribute")
              .unknownAttributes(message.unknownRequired())
              .integrity(PASSWORD)
              .fingerprint()
              .toBytes();
      StunMessage read = StunMessage.decode(answer).orElseThrow();
      assertEquals(message.id(), read.id());
      assertTrue(read.isIntact(PASSWORD));
    }
  }
}
