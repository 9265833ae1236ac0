package org.rop2p.testbed.demo.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.transport.DatagramFilter.Direction;

class WeakLineTest {
  private static final InetSocketAddress STUN = new InetSocketAddress("127.0.0.1", 3478);
  private static final InetSocketAddress PEER = new InetSocketAddress("10.0.0.7", 40_000);

  private final WeakLine line = new WeakLine(STUN.getPort());

  @Test
  void cutMeansCutAndHealedMeansWell() {
    assertEquals(100, passed(PEER));
    line.obey("cut");
    assertEquals(0, passed(PEER));
    assertEquals(100, passed(STUN), "STUN stays in reach");
    line.obey("heal");
    assertEquals(100, passed(PEER));
  }

  @Test
  void someOfALossyLineIsLost() {
    line.obey("loss 50");
    int passed = passed(PEER);
    assertTrue(passed > 0 && passed < 100, () -> passed + " of 100");
    assertEquals(100, passed(STUN));
    line.obey("loss 100");
    assertEquals(0, passed(PEER));
  }

  @Test
  void aSlowLineIsSlowForPeers() {
    assertEquals(0, line.delayMillis(PEER));
    line.obey("delay 150");
    assertEquals(150, line.delayMillis(PEER));
    assertEquals(0, line.delayMillis(STUN));
    line.obey("heal");
    assertEquals(0, line.delayMillis(PEER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "break", "delay", "delay x", "delay -1", "delay 10001", "loss 101"})
  void nonsenseIsRefused(String command) {
    assertThrows(IllegalArgumentException.class, () -> line.obey(command));
    assertFalse(passed(PEER) < 100);
  }

  private int passed(InetSocketAddress remote) {
    int passed = 0;
    for (int i = 0; i < 100; i++) {
      passed += line.pass(Direction.IN, remote, Unpooled.EMPTY_BUFFER) ? 1 : 0;
    }
    return passed;
  }
}
