package org.rop2p.transport.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.rop2p.transport.DropReason;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.PeerEndpoint;

/**
 * Who has a path connects at once, and the other side may have none yet: its checks wait for their
 * turn among those of many links.
 */
final class EarlyConnectionTest {
  @Test
  void whatOpensTheConnectionWaitsForAPathInsteadOfBeingSaidAgain() throws Exception {
    SlowChecksWire ofLeft = new SlowChecksWire();
    SlowChecksWire ofRight = new SlowChecksWire();
    try (PeerEndpoint left = UdpEndpoint.open(config().withFilter(ofLeft));
        PeerEndpoint right = UdpEndpoint.open(config().withFilter(ofRight))) {
      boolean leftOffers = left.fingerprint().compareTo(right.fingerprint()) < 0;
      PeerEndpoint accepts = leftOffers ? right : left;
      SlowChecksWire slow = leftOffers ? ofRight : ofLeft;
      slow.slow();
      LinkedPair pair = LinkedPair.link(left, right);
      pair.atLeft.awaitUp();
      pair.atRight.awaitUp();
      assertTrue(slow.heldUp() > 0, "it had no path when the peer connected");
      assertEquals(0, accepts.stats().dropped().get(DropReason.QUIC_NO_PATH));
    }
  }

  private static EndpointConfig config() {
    return EndpointConfig.defaults()
        .withBind(new InetSocketAddress("127.0.0.1", 0))
        .withLoopbackCandidates(true);
  }
}
