package org.rop2p.transport.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.turn.TurnAllocation;
import org.rop2p.transport.turn.TurnPeer;

/** Whatever comes from a TURN server: it is data of the peer we permitted, or none. */
class RelayedDataFuzzTest {
  private static final int HEADER = 20;
  private static final int MAGIC_COOKIE = 0x2112A442;
  private static final int DATA_INDICATION = 0x0017;
  private static final int FIRST_CHANNEL = 0x4000;

  private static final TurnAllocation ALLOCATION = TurnPeer.allocationWithChannel();

  /** Input: the datagram. */
  @FuzzTest
  void anyDatagram(byte[] data) {
    check(data);
  }

  /** Input: what follows the number of a channel. */
  @FuzzTest
  void anyChannelData(byte[] data) {
    check(
        ByteBuffer.allocate(Short.BYTES + data.length)
            .putShort((short) FIRST_CHANNEL)
            .put(data)
            .array());
  }

  /** Input: the attributes of a Data indication. */
  @FuzzTest
  void anyIndication(byte[] data) {
    int body = data.length & ~3 & 0xFFFF;
    check(
        ByteBuffer.allocate(HEADER + body)
            .putShort((short) DATA_INDICATION)
            .putShort((short) body)
            .putInt(MAGIC_COOKIE)
            .position(HEADER)
            .put(data, 0, body)
            .array());
  }

  private static void check(byte[] data) {
    byte[] before = data.clone();
    ByteBuf datagram = Unpooled.wrappedBuffer(data);
    ALLOCATION
        .unwrap(datagram)
        .ifPresent(
            relayed -> {
              assertTrue(TurnAllocation.carriesData(datagram));
              assertEquals(TurnPeer.ADDRESS.getAddress(), relayed.peer().getAddress());
              assertTrue(relayed.payload().readableBytes() <= data.length - 4, "inside");
            });
    assertEquals(1, datagram.refCnt(), "nothing retained");
    assertEquals(data.length, datagram.readableBytes(), "nothing read");
    assertArrayEquals(before, data, "unwrapping only reads");
    StunMessage.decode(Arrays.copyOf(data, data.length))
        .ifPresent(message -> ALLOCATION.receive(message, TurnPeer.SERVER, 0));
  }
}
