package org.rop2p.transport.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.transport.DropReason;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.LinkDown;
import org.rop2p.transport.LinkListener;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.LinkUp;
import org.rop2p.transport.PeerEndpoint;
import org.rop2p.transport.PeerLink;
import org.rop2p.transport.seal.Lane;

/** What two endpoints' wishes for the seal make of their link, and what a side lets in. */
final class SealedLinkTest {
  private static final long PATIENCE_SECONDS = 20;

  /** Payloads of this size and more are not admitted. */
  private static final int LARGE = 600;

  @ParameterizedTest
  @CsvSource({"true,true,true", "true,false,true", "false,true,true", "false,false,false"})
  void oneWishForTheSealIsEnough(boolean first, boolean second, boolean sealed) throws Exception {
    try (Pair pair = new Pair(first, second)) {
      pair.awaitUp();
      int seal = sealed ? Lane.OVERHEAD : 0;
      for (String text : List.of("good morning", "", "z".repeat(LARGE - 1 - Lane.OVERHEAD))) {
        String asked = "asked " + (text.length() + seal);
        String always = "asked " + (text.length() + Lane.OVERHEAD);
        assertTrue(pair.left.sendReliable(text(text)));
        assertEquals(asked, pair.atRight.next());
        assertEquals("reliable " + text, pair.atRight.next());
        assertTrue(pair.left.sendDatagram(text(text)));
        assertEquals(always, pair.atRight.next());
        assertEquals("datagram " + text, pair.atRight.next());
        assertTrue(pair.right.sendReliable(text(text)));
        assertEquals(asked, pair.atLeft.next());
        assertEquals("reliable " + text, pair.atLeft.next());
        assertTrue(pair.right.sendDatagram(text(text)));
        assertEquals(always, pair.atLeft.next());
        assertEquals("datagram " + text, pair.atLeft.next());
      }
      assertEquals(0, pair.one.stats().dropped().get(DropReason.SEAL_BROKEN));
      assertEquals(0, pair.other.stats().dropped().get(DropReason.SEAL_BROKEN));
    }
  }

  @Test
  void whatIsNotAdmittedIsLostAndOnTheStreamTheLinkWithIt() throws Exception {
    try (Pair pair = new Pair(true, true)) {
      pair.awaitUp();
      assertTrue(pair.left.sendDatagram(text("z".repeat(LARGE))));
      assertEquals("asked " + (LARGE + Lane.OVERHEAD), pair.atRight.next());
      assertTrue(pair.left.sendReliable(text("small")));
      assertEquals("asked " + (5 + Lane.OVERHEAD), pair.atRight.next());
      assertEquals("reliable small", pair.atRight.next());
      assertTrue(pair.left.sendReliable(text("z".repeat(LARGE))));
      assertEquals("asked " + (LARGE + Lane.OVERHEAD), pair.atRight.next());
      assertEquals("down CLOSED", pair.atRight.next());
      assertEquals("down PEER_CLOSED", pair.atLeft.next());
    }
  }

  /** The order on the wire is that of the seals, whoever sends: nothing is taken for a replay. */
  @Test
  void manyThreadsSendAtOnce() throws Exception {
    try (Pair pair = new Pair(true, true)) {
      pair.awaitUp();
      List<Thread> senders = new ArrayList<>();
      for (int sender = 0; sender < 4; sender++) {
        Thread thread =
            new Thread(
                () -> {
                  for (int i = 0; i < 100; i++) {
                    assertTrue(pair.left.sendReliable(text("line")));
                  }
                });
        senders.add(thread);
        thread.start();
      }
      for (int i = 0; i < 400; i++) {
        assertEquals("asked " + (4 + Lane.OVERHEAD), pair.atRight.next());
        assertEquals("reliable line", pair.atRight.next());
      }
      for (Thread sender : senders) {
        sender.join();
      }
    }
  }

  private static ByteBuf text(String text) {
    return Unpooled.copiedBuffer(text, UTF_8);
  }

  private static final class Pair implements AutoCloseable {
    final Gate atLeft = new Gate();
    final Gate atRight = new Gate();
    final PeerEndpoint one;
    final PeerEndpoint other;
    final PeerLink left;
    final PeerLink right;

    Pair(boolean first, boolean second) throws IOException {
      one = open(first);
      other = open(second);
      List<PeerLink> links = LinkedPair.link(one, atLeft, other, atRight);
      left = links.get(0);
      right = links.get(1);
    }

    void awaitUp() throws InterruptedException {
      assertEquals("up", atLeft.next());
      assertEquals("up", atRight.next());
    }

    @Override
    public void close() {
      one.close();
      other.close();
    }

    private static PeerEndpoint open(boolean sealed) throws IOException {
      return UdpEndpoint.open(
          EndpointConfig.defaults()
              .withBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .withLoopbackCandidates(true)
              .withSealed(sealed));
    }
  }

  /** Admits what is not large, and writes everything down. */
  private static final class Gate implements LinkListener {
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    String next() throws InterruptedException {
      return events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void up(LinkUp up) {
      events.add("up");
    }

    @Override
    public boolean admits(int bytes) {
      events.add("asked " + bytes);
      return bytes < LARGE;
    }

    @Override
    public void reliable(ByteBuf message) {
      events.add("reliable " + message.toString(UTF_8));
    }

    @Override
    public void datagram(ByteBuf message) {
      events.add("datagram " + message.toString(UTF_8));
    }

    @Override
    public void pathChanged(LinkPath path) {}

    @Override
    public void down(LinkDown reason) {
      events.add("down " + reason);
    }
  }
}
