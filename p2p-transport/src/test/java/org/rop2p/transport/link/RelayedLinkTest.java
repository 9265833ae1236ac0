package org.rop2p.transport.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.DatagramFilter;
import org.rop2p.transport.DropReason;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.LinkDown;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.PeerEndpoint;
import org.rop2p.transport.turn.TurnOnLoopback;

/** Links through a TURN server, over real sockets. */
final class RelayedLinkTest {
  /** Passes what goes to the server or comes from it, and writes down with whom we spoke. */
  private final class OnlyTheServer implements DatagramFilter {
    private final Set<InetSocketAddress> spokenTo = ConcurrentHashMap.newKeySet();
    private volatile boolean all;

    @Override
    public boolean pass(Direction direction, InetSocketAddress remote, ByteBuf datagram) {
      if (direction == Direction.OUT) {
        spokenTo.add(remote);
      }
      return all || remote.equals(server());
    }
  }

  private final OnlyTheServer leftWire = new OnlyTheServer();
  private final OnlyTheServer rightWire = new OnlyTheServer();
  private TurnOnLoopback turn;

  @BeforeEach
  void open() throws IOException {
    turn = TurnOnLoopback.open();
  }

  @AfterEach
  void close() {
    turn.close();
  }

  @Test
  void whereNoDirectPathIsFoundTheLinkGoesThroughTheRelay() throws Exception {
    try (PeerEndpoint left = UdpEndpoint.open(config(leftWire));
        PeerEndpoint right = UdpEndpoint.open(config(rightWire))) {
      LinkedPair pair = LinkedPair.link(left, right);
      assertEquals(LinkPath.RELAY, pair.atLeft.awaitUp().path());
      assertEquals(LinkPath.RELAY, pair.atRight.awaitUp().path());
      talk(pair);
      assertTrue(turn.channelBinds() > 0, "a path in use has a channel");
      assertTrue(
          leftWire.spokenTo.contains(right.localAddress()), "the direct path was tried, too");
    }
  }

  @Test
  void aDirectPathIsPreferred() throws Exception {
    leftWire.all = true;
    rightWire.all = true;
    try (PeerEndpoint left = UdpEndpoint.open(config(leftWire));
        PeerEndpoint right = UdpEndpoint.open(config(rightWire))) {
      LinkedPair pair = LinkedPair.link(left, right);
      assertEquals(LinkPath.DIRECT, pair.atLeft.awaitUp().path());
      pair.atRight.awaitUp();
      talk(pair);
    }
  }

  /** Everything would pass: it is we who hold back. */
  @Test
  void withRelaysOnlyNoDatagramGoesAnywhereElseAndNoOtherAddressIsTold() throws Exception {
    leftWire.all = true;
    rightWire.all = true;
    try (PeerEndpoint left = UdpEndpoint.open(config(leftWire).withRelayOnly(true));
        PeerEndpoint right = UdpEndpoint.open(config(rightWire))) {
      LinkedPair pair = LinkedPair.link(left, right);
      assertEquals(LinkPath.RELAY, pair.atLeft.awaitUp().path());
      assertEquals(LinkPath.RELAY, pair.atRight.awaitUp().path());
      talk(pair);
      assertEquals(Set.of(server()), leftWire.spokenTo);
      assertEquals(Set.of(CandidateType.RELAY), pair.candidateTypesOfLeft());
      assertTrue(
          !rightWire.spokenTo.contains(left.localAddress()), "the other never learnt where we are");
    }
  }

  @Test
  void withRelaysOnlyAndNoRelayThereIsNoLinkAndNothingIsSent() throws Exception {
    leftWire.all = true;
    EndpointConfig hidden =
        config(leftWire)
            .withTurnServers(List.of())
            .withRelayOnly(true)
            .withSetupTimeout(Duration.ofMillis(300));
    try (PeerEndpoint left = UdpEndpoint.open(hidden);
        PeerEndpoint right = UdpEndpoint.open(config(rightWire))) {
      LinkedPair pair = LinkedPair.link(left, right);
      assertEquals(LinkDown.ICE_FAILED, pair.atLeft.awaitDown());
      assertEquals(Set.of(), leftWire.spokenTo);
    }
  }

  @Test
  void aRelayThatDiesEndsTheLinkAndOneThatIsBackCarriesTheNext() throws Exception {
    try (PeerEndpoint left = UdpEndpoint.open(config(leftWire));
        PeerEndpoint right = UdpEndpoint.open(config(rightWire))) {
      LinkedPair pair = LinkedPair.link(left, right);
      pair.atLeft.awaitUp();
      pair.atRight.awaitUp();
      turn.kill();
      assertEquals(LinkDown.SILENT, pair.atLeft.awaitDown());
      assertEquals(LinkDown.SILENT, pair.atRight.awaitDown());

      turn.start();
      LinkedPair next = LinkedPair.link(left, right);
      next.atLeft.awaitUp();
      next.atRight.awaitUp();
      talk(next);
    }
  }

  /** A game's sockets come and go: the server is not to be left with their allocations. */
  @Test
  void anEndpointThatClosesGivesItsAllocationBack() throws Exception {
    PeerEndpoint left = UdpEndpoint.open(config(leftWire));
    Eventually.holds(() -> turn.allocations() == 1, "the server relays for it");
    left.close();
    Eventually.holds(() -> turn.allocations() == 0, "the allocation was given back");
  }

  @Test
  void whatAStrangerSendsToOurAddressAtTheRelayIsNotHeard() throws Exception {
    try (PeerEndpoint left = UdpEndpoint.open(config(leftWire))) {
      Eventually.holds(() -> turn.allocations() == 1, "the server relays for it");
      turn.forge(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9), new byte[] {0x45, 1});
      Eventually.holds(
          () -> left.stats().dropped().get(DropReason.RELAY_STRAY) == 1, "it is counted");
    }
  }

  private InetSocketAddress server() {
    return turn.credentials().address();
  }

  private EndpointConfig config(DatagramFilter wire) {
    return EndpointConfig.defaults()
        .withBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .withLoopbackCandidates(true)
        .withTurnServers(List.of(turn.credentials()))
        .withPingInterval(Duration.ofMillis(100))
        .withSilenceTimeout(Duration.ofSeconds(2))
        .withFilter(wire);
  }

  private static void talk(LinkedPair pair) throws InterruptedException {
    for (int i = 0; i < 50; i++) {
      assertTrue(pair.left.sendReliable(text("left " + i)));
      assertTrue(pair.right.sendReliable(text("right " + i)));
    }
    for (int i = 0; i < 50; i++) {
      assertEquals("left " + i, pair.atRight.awaitReliable());
      assertEquals("right " + i, pair.atLeft.awaitReliable());
    }
    assertTrue(pair.left.sendDatagram(text("step")));
    assertEquals("step", pair.atRight.awaitDatagram());
  }

  private static ByteBuf text(String text) {
    return Unpooled.copiedBuffer(text, UTF_8);
  }
}
