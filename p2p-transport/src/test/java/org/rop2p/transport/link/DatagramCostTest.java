package org.rop2p.transport.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.PeerEndpoint;

/** What a message costs on the wire, counted at both ends of a link on this machine. */
final class DatagramCostTest {
  private static final int MESSAGES = 50;

  private PeerEndpoint left;
  private PeerEndpoint right;

  @BeforeEach
  void open() throws Exception {
    EndpointConfig config =
        EndpointConfig.defaults()
            .withBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .withLoopbackCandidates(true)
            .withSilenceTimeout(Duration.ofMinutes(2))
            .withPingInterval(Duration.ofMinutes(1)); // one to measure when the link is up
    left = UdpEndpoint.open(config);
    right = UdpEndpoint.open(config);
  }

  @AfterEach
  void close() {
    left.close();
    right.close();
  }

  @Test
  void aDatagramIsOneDatagramAndNobodyAcknowledgesIt() throws Exception {
    LinkedPair pair = quiet();
    long quic = quic();
    long sealed = sealed();
    for (int i = 0; i < MESSAGES; i++) {
      assertTrue(pair.left.sendDatagram(text("step " + i)));
      assertEquals("step " + i, pair.atRight.awaitDatagram());
    }
    assertTrue(pair.right.sendDatagram(text("step back")));
    assertEquals("step back", pair.atLeft.awaitDatagram());
    assertEquals(MESSAGES + 1, sealed() - sealed);
    assertEquals(0, quic() - quic);
  }

  /** Both are up, both have measured, and QUIC has nothing left to say. */
  private LinkedPair quiet() throws Exception {
    LinkedPair pair = LinkedPair.link(left, right);
    pair.atLeft.awaitUp();
    pair.atRight.awaitUp();
    Eventually.holds(
        () -> pair.left.rttMillis().isPresent() && pair.right.rttMillis().isPresent(),
        "both sides have measured");
    long[] before = {-1, 0};
    Eventually.holds(
        () -> {
          boolean same = before[0] == quic();
          before[0] = quic();
          before[1] = same ? before[1] + 1 : 0;
          return before[1] > 20;
        },
        "the handshake is over");
    return pair;
  }

  private long quic() {
    return left.stats().quicOut() + right.stats().quicOut();
  }

  private long sealed() {
    return left.stats().sealedOut() + right.stats().sealedOut();
  }

  private static ByteBuf text(String text) {
    return Unpooled.copiedBuffer(text, UTF_8);
  }
}
