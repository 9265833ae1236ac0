package org.rop2p.transport.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.RepeatedTest;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.IceRestart;
import org.rop2p.transport.PeerEndpoint;

/** Real endpoints whose path nothing but a restart brings back. */
final class RestartedLinkTest {
  private static final int MESSAGES = 300;
  private static final int FORGOTTEN_AFTER = 100;
  private static final long PACE = TimeUnit.MILLISECONDS.toNanos(4);

  @RepeatedTest(10)
  void theStreamGoesOnAndLosesAndDoublesNothing() throws Exception {
    ForgottenPath ofLeft = new ForgottenPath();
    ForgottenPath ofRight = new ForgottenPath();
    try (PeerEndpoint left = UdpEndpoint.open(config().withFilter(ofLeft));
        PeerEndpoint right = UdpEndpoint.open(config().withFilter(ofRight))) {
      LinkedPair pair = LinkedPair.link(left, right);
      pair.atLeft.awaitUp();
      pair.atRight.awaitUp();
      for (int i = 0; i < MESSAGES; i++) {
        if (i == FORGOTTEN_AFTER) {
          ofLeft.forget();
          ofRight.forget();
        }
        assertTrue(pair.left.sendReliable(Unpooled.copiedBuffer("left " + i, UTF_8)));
        assertTrue(pair.right.sendReliable(Unpooled.copiedBuffer("right " + i, UTF_8)));
        LockSupport.parkNanos(PACE);
      }
      for (int i = 0; i < MESSAGES; i++) {
        assertEquals("left " + i, pair.atRight.awaitReliable());
        assertEquals("right " + i, pair.atLeft.awaitReliable());
      }
      assertTrue(pair.restartSteps().contains(IceRestart.Step.ANSWER), "it was restarted");
      pair.left.sendDatagram(Unpooled.copiedBuffer("step", UTF_8));
      assertEquals("step", pair.atRight.awaitDatagram());
      assertEquals(List.of(0, 0), List.of(pair.atLeft.downs(), pair.atRight.downs()));
    }
  }

  private static EndpointConfig config() {
    return EndpointConfig.defaults()
        .withBind(new InetSocketAddress("127.0.0.1", 0))
        .withLoopbackCandidates(true)
        .withPingInterval(Duration.ofMillis(200))
        .withSilenceTimeout(Duration.ofSeconds(3));
  }
}
