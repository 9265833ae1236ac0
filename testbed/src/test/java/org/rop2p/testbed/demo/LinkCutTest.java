package org.rop2p.testbed.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rop2p.transport.DatagramFilter.Direction;

class LinkCutTest {
  private static final int STUN = 3478;
  private final LinkCut scissors = new LinkCut(STUN);

  @Test
  void theBusiestPeerIsCutOnEveryAddressOfItsAndNobodyElse() {
    assertTrue(pass("127.0.0.1", STUN, 5_000));
    assertTrue(pass("127.0.0.1", 1_001, 100));
    assertTrue(pass("127.0.0.1", 1_002, 200));
    assertEquals(Optional.of(1_002), scissors.cutBusiest());
    assertFalse(pass("127.0.0.1", 1_002, 10));
    assertFalse(pass("10.0.0.7", 1_002, 10));
    assertTrue(pass("127.0.0.1", 1_001, 10));
    assertTrue(pass("127.0.0.1", STUN, 10));
  }

  @Test
  void whereNothingWasExchangedThereIsNothingToCut() {
    assertTrue(pass("127.0.0.1", STUN, 100));
    assertEquals(Optional.empty(), scissors.cutBusiest());
  }

  private boolean pass(String host, int port, int bytes) {
    ByteBuf datagram = Unpooled.buffer(bytes).writeZero(bytes);
    try {
      return scissors.pass(Direction.IN, new InetSocketAddress(host, port), datagram);
    } finally {
      datagram.release();
    }
  }
}
