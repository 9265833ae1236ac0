package org.rop2p.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rop2p.transport.stun.StunServer;

/** Two players' endpoints on one machine. */
final class PeerEndpointTest {
  private StunServer stun;
  private PeerEndpoint left;
  private PeerEndpoint right;

  @BeforeEach
  void open() throws Exception {
    stun = StunServer.open(loopback(0));
    left = PeerEndpoint.open(config());
    right = PeerEndpoint.open(config());
  }

  @AfterEach
  void close() {
    left.close();
    right.close();
    stun.close();
  }

  @Test
  void bothSidesComeUpAndMessagesKeepTheirOrder() throws Exception {
    LinkedPair pair = LinkedPair.link(left, right);

    assertEquals(LinkPath.DIRECT, pair.atLeft.awaitUp().path());
    assertEquals(LinkPath.DIRECT, pair.atRight.awaitUp().path());
    for (int i = 0; i < 200; i++) {
      assertTrue(pair.left.sendReliable(text("left " + i)));
      assertTrue(pair.right.sendReliable(text("right " + i)));
    }
    for (int i = 0; i < 200; i++) {
      assertEquals("left " + i, pair.atRight.awaitReliable());
      assertEquals("right " + i, pair.atLeft.awaitReliable());
    }
    assertTrue(pair.left.sendDatagram(text("step")));
    assertEquals("step", pair.atRight.awaitDatagram());
    assertTrue(pair.right.sendDatagram(text("step back")));
    assertEquals("step back", pair.atLeft.awaitDatagram());
  }

  private EndpointConfig config() {
    return EndpointConfig.defaults()
        .withBind(loopback(0))
        .withLoopbackCandidates(true)
        .withStunServers(List.of(loopback(stun.port())));
  }

  private static ByteBuf text(String text) {
    return Unpooled.copiedBuffer(text, UTF_8);
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
