package org.rop2p.transport.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.transport.DatagramFilter;
import org.rop2p.transport.DropReason;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.EndpointStats;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.LinkDown;
import org.rop2p.transport.LinkListener;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.LinkUp;
import org.rop2p.transport.PeerEndpoint;
import org.rop2p.transport.PeerLink;
import org.rop2p.transport.TurnServer;
import org.rop2p.transport.stun.StunServer;

/** Two players' endpoints on one machine. */
final class UdpEndpointTest {
  private static final Duration PING = Duration.ofMillis(100);
  private static final Duration SILENCE = Duration.ofSeconds(3);

  private static final IceDescription FRESH = new IceDescription("fresh", "a+fresh+password+of+22");

  private final CuttableWire wire = new CuttableWire();
  private StunServer stun;
  private PeerEndpoint left;
  private PeerEndpoint right;

  @BeforeEach
  void open() throws IOException {
    stun = StunServer.open(loopback(0));
    left = UdpEndpoint.open(config().withFilter(wire));
    right = UdpEndpoint.open(config());
  }

  @AfterEach
  void close() {
    left.close();
    right.close();
    stun.close();
  }

  @Test
  void messagesAndDatagramsGoBothWaysOnceBothAreUp() throws Exception {
    LinkedPair pair = linkedUp();

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

  @Test
  void aLinkSaysHowItGoes() throws Exception {
    LinkedPair pair = LinkedPair.link(left, right);
    LinkUp up = pair.atLeft.awaitUp();
    pair.atRight.awaitUp();

    assertEquals(LinkPath.DIRECT, up.path());
    assertEquals(LinkPath.DIRECT, pair.left.path());
    assertEquals(right.fingerprint(), pair.left.remote());
    assertTrue(up.setupMillis() >= 0 && up.setupMillis() < 20_000, up.toString());
    Eventually.holds(() -> pair.left.rttMillis().isPresent(), "a ping was answered");
    EndpointStats stats = left.stats();
    assertEquals(1, stats.links());
    assertEquals(1, stats.linksUp());
    assertTrue(
        stats.stunIn() > 0 && stats.stunOut() > 0 && stats.quicIn() > 0 && stats.quicOut() > 0,
        stats.toString());
    assertEquals(DropReason.values().length, stats.dropped().size());
  }

  @Test
  void withoutHostCandidatesTheStunServersAnswerMakesTheLink() throws Exception {
    // Bound to every address and told not to give its own away, the left one has only what the
    // STUN server sees, which on this machine is a loopback address again.
    try (PeerEndpoint hidden =
        UdpEndpoint.open(config().withBind(new InetSocketAddress(0)).withHostCandidates(false))) {
      LinkedPair pair = LinkedPair.link(hidden, right);
      pair.atLeft.awaitUp();
      pair.atRight.awaitUp();
    }
  }

  @Test
  void aStunServerNamedLaterHelpsTheLinkThatWaitsForIt() throws Exception {
    EndpointConfig hidden =
        config()
            .withBind(new InetSocketAddress(0))
            .withHostCandidates(false)
            .withStunServers(List.of());
    try (PeerEndpoint first = UdpEndpoint.open(hidden);
        PeerEndpoint second = UdpEndpoint.open(hidden)) {
      LinkedPair pair = LinkedPair.link(first, second);
      first.addStunServers(List.of(loopback(stun.port())));
      pair.atLeft.awaitUp();
      pair.atRight.awaitUp();
    }
  }

  @Test
  void whoHearsNothingAsksForConsentBeforeItsTime() throws Exception {
    DeafWire deaf = new DeafWire();
    // Consent is asked for after four seconds at the soonest; the link is given up before.
    EndpointConfig usual =
        config()
            .withStunServers(List.of())
            .withPingInterval(Duration.ofSeconds(2))
            .withSilenceTimeout(Duration.ofMillis(3_500));
    try (PeerEndpoint first = UdpEndpoint.open(usual.withFilter(deaf));
        PeerEndpoint second = UdpEndpoint.open(usual)) {
      LinkedPair pair = LinkedPair.link(first, second);
      pair.atRight.awaitUp();
      pair.atLeft.awaitUp();
      deaf.deafen();
      assertEquals(LinkDown.SILENT, pair.atLeft.awaitDown());
      assertTrue(deaf.asked() > 0, "the path was doubted");
    }
  }

  /** As on a laptop that slept, or a machine that is too busy. */
  @Test
  void aLinkOutlivesThatBothSidesStandStill() throws Exception {
    EndpointConfig hasty =
        config().withStunServers(List.of()).withSilenceTimeout(Duration.ofSeconds(1));
    StandingWire atFirst = new StandingWire();
    StandingWire atSecond = new StandingWire();
    try (PeerEndpoint first = UdpEndpoint.open(hasty.withFilter(atFirst));
        PeerEndpoint second = UdpEndpoint.open(hasty.withFilter(atSecond))) {
      LinkedPair pair = LinkedPair.link(first, second);
      pair.atLeft.awaitUp();
      pair.atRight.awaitUp();
      Eventually.holds(() -> pair.left.rttMillis().isPresent(), "a ping was answered");
      atFirst.stand();
      atSecond.stand();
      Thread.sleep(1_500); // half as long again as the silence that is death
      atSecond.goOn(); // nothing can have come from the first
      atFirst.goOn();
      assertTrue(pair.left.sendReliable(text("still there")));
      assertEquals("still there", pair.atRight.awaitReliable());
      assertEquals(0, pair.atLeft.downs() + pair.atRight.downs());
    }
  }

  @Test
  void nobodyNamesAStunServerOnThisMachine() throws Exception {
    PeerEndpoint endpoint =
        UdpEndpoint.open(config().withLoopbackCandidates(false).withStunServers(List.of()));
    endpoint.addStunServers(List.of(loopback(stun.port()), new InetSocketAddress("224.0.0.1", 1)));
    endpoint.close(); // after that
    assertEquals(0, endpoint.stats().stunOut());
  }

  @Test
  void norATurnServer() throws Exception {
    PeerEndpoint endpoint =
        UdpEndpoint.open(config().withLoopbackCandidates(false).withStunServers(List.of()));
    endpoint.addTurnServers(
        List.of(
            new TurnServer(loopback(stun.port()), "ann", "secret"),
            new TurnServer(new InetSocketAddress("224.0.0.1", 1), "ann", "secret")));
    endpoint.close(); // after that
    assertEquals(0, endpoint.stats().stunOut());
  }

  @Test
  void ipv6IsAsGood() throws Exception {
    InetSocketAddress ipv6 = new InetSocketAddress("::1", 0);
    assumeTrue(
        NetworkInterface.getByInetAddress(ipv6.getAddress()) != null, "this machine has no IPv6");
    try (PeerEndpoint first = UdpEndpoint.open(config().withBind(ipv6));
        PeerEndpoint second = UdpEndpoint.open(config().withBind(ipv6))) {
      LinkedPair pair = LinkedPair.link(first, second);
      pair.atLeft.awaitUp();
      pair.atRight.awaitUp();
      assertTrue(pair.left.sendReliable(text("six")));
      assertEquals("six", pair.atRight.awaitReliable());
    }
  }

  @Test
  void theLargestMessagesPassAndLargerOnesAreRefused() throws Exception {
    LinkedPair pair = linkedUp();
    String largest = "x".repeat(PeerLink.MAX_MESSAGE);
    String largestDatagram = "y".repeat(PeerLink.MAX_DATAGRAM);

    assertFalse(pair.left.sendReliable(text(largest + "x")));
    assertFalse(pair.left.sendDatagram(text(largestDatagram + "y")));
    assertTrue(pair.left.sendReliable(text(largest)));
    assertTrue(pair.left.sendReliable(text("")));
    assertEquals(largest, pair.atRight.awaitReliable());
    assertEquals("", pair.atRight.awaitReliable());
    assertTrue(pair.left.sendDatagram(text(largestDatagram)));
    assertEquals(largestDatagram, pair.atRight.awaitDatagram());
  }

  @Test
  void aFloodIsRefusedAtTheLimitAndTheRestArrives() throws Exception {
    LinkedPair pair = linkedUp();
    wire.cut();
    int taken = 0;
    while (pair.left.sendReliable(text("z".repeat(1_000)))) {
      taken++;
      assertTrue(taken < 10_000, "never refused");
    }
    wire.mend();
    for (int i = 0; i < taken; i++) {
      assertEquals(1_000, pair.atRight.awaitReliable().length());
    }
    Eventually.holds(() -> pair.left.sendReliable(text("again")), "there is room again");
    assertEquals("again", pair.atRight.awaitReliable());
  }

  @Test
  void beforeUpAndAfterDownNothingIsSent() throws Exception {
    RecordingListener listener = new RecordingListener();
    PeerLink alone = left.link(right.fingerprint(), new Silence(), listener);

    assertFalse(alone.sendReliable(text("too early")));
    assertFalse(alone.sendDatagram(text("too early")));
    alone.close();
    assertEquals(LinkDown.CLOSED, listener.awaitDown());
    assertFalse(alone.sendReliable(text("too late")));
    assertFalse(listener.wasUp());
  }

  @Test
  void aCleanCloseIsSeenByThePeerBeforeItsSilenceTimeout() throws Exception {
    LinkedPair pair = linkedUp();
    long closed = System.nanoTime();
    pair.left.close();

    assertEquals(LinkDown.CLOSED, pair.atLeft.awaitDown());
    assertEquals(LinkDown.PEER_CLOSED, pair.atRight.awaitDown());
    assertTrue(System.nanoTime() - closed < SILENCE.toNanos(), "that was silence, not a close");
    assertFalse(pair.right.isUp());
    Eventually.holds(() -> right.stats().links() == 0, "the link is gone");
  }

  @Test
  void closingAnEndpointClosesItsLinksProperly() throws Exception {
    LinkedPair pair = linkedUp();
    left.close();

    assertEquals(LinkDown.CLOSED, pair.atLeft.awaitDown());
    assertEquals(LinkDown.PEER_CLOSED, pair.atRight.awaitDown());
    assertFalse(pair.left.sendReliable(text("too late")));
    RecordingListener late = new RecordingListener();
    left.link(right.fingerprint(), new Silence(), late);
    assertEquals(LinkDown.CLOSED, late.awaitDown());
  }

  @Test
  void aCutWireIsNoticedAsSilenceOnBothSides() throws Exception {
    LinkedPair pair = linkedUp();
    wire.cut();

    assertEquals(LinkDown.SILENT, pair.atLeft.awaitDown());
    assertEquals(LinkDown.SILENT, pair.atRight.awaitDown());
    assertTrue(left.stats().dropped().get(DropReason.FILTERED) > 0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPeerWithAnotherCertificateIsRefusedAndNeverUp(boolean pinnedByClient) throws Exception {
    // The side with the smaller fingerprint is the QUIC client; the wrong pin must keep the order.
    boolean leftIsClient = left.fingerprint().compareTo(right.fingerprint()) < 0;
    PeerEndpoint refusing = leftIsClient == pinnedByClient ? left : right;
    PeerEndpoint refused = refusing == left ? right : left;
    Fingerprint wrong = new Fingerprint((pinnedByClient ? "f" : "0").repeat(64));

    LinkedPair pair = LinkedPair.linkPinning(refusing, wrong, refused);

    assertEquals(LinkDown.TLS_REFUSED, pair.atLeft.awaitDown());
    // A client's refusal comes in an Initial packet too small for a server to read (RFC 9000
    // section 14.1), so the server only sees that the peer has gone.
    assertEquals(
        pinnedByClient ? LinkDown.HANDSHAKE_FAILED : LinkDown.TLS_REFUSED,
        pair.atRight.awaitDown());
    assertFalse(pair.atLeft.wasUp() || pair.atRight.wasUp());
  }

  @Test
  void withoutAnAnswerTheLinkFailsInTime() throws Exception {
    try (PeerEndpoint hasty = UdpEndpoint.open(config().withSetupTimeout(Duration.ofMillis(200)))) {
      RecordingListener listener = new RecordingListener();
      hasty.link(right.fingerprint(), new Silence(), listener);
      assertEquals(LinkDown.ICE_FAILED, listener.awaitDown());
      assertFalse(listener.wasUp());
    }
  }

  @Test
  void aNewerLinkToTheSamePeerReplacesTheOlder() throws Exception {
    LinkedPair first = linkedUp();
    LinkedPair second = LinkedPair.link(left, right);

    assertEquals(LinkDown.REPLACED, first.atLeft.awaitDown());
    second.atLeft.awaitUp();
    second.atRight.awaitUp();
    assertTrue(second.right.sendReliable(text("hello again")));
    assertEquals("hello again", second.atLeft.awaitReliable());
    assertEquals(0, first.atLeft.downs(), "down is told once");
  }

  /** Its pings go beside QUIC, which hears nothing for longer than the link may be silent. */
  @Test
  void aLinkOnWhichNothingIsSaidLives() throws Exception {
    EndpointConfig brief =
        config()
            .withPingInterval(Duration.ofMillis(100))
            .withSilenceTimeout(Duration.ofMillis(1_000));
    try (PeerEndpoint one = UdpEndpoint.open(brief);
        PeerEndpoint other = UdpEndpoint.open(brief)) {
      LinkedPair pair = LinkedPair.link(one, other);
      pair.atLeft.awaitUp();
      pair.atRight.awaitUp();
      long quic = one.stats().quicOut();
      // A ping and its answer in each interval, at most: four seconds.
      Eventually.holds(
          () -> one.stats().sealedIn() > 80 || !pair.left.isUp(), "pings are answered");
      assertEquals(0, pair.atLeft.downs() + pair.atRight.downs());
      assertTrue(one.stats().quicOut() - quic < 20, "and QUIC said next to nothing");
      assertTrue(pair.left.sendReliable(text("still here")));
      assertEquals("still here", pair.atRight.awaitReliable());
    }
  }

  @Test
  void anOfferEndsNoLinkWhosePeerLives() throws Exception {
    boolean leftOffers = left.fingerprint().compareTo(right.fingerprint()) < 0;
    LinkedPair pair = linkedUp();
    PeerLink answering = leftOffers ? pair.right : pair.left;
    RecordingListener heard = leftOffers ? pair.atRight : pair.atLeft;

    for (int i = 0; i < 5; i++) {
      answering.onOffer(FRESH);
      assertTrue((leftOffers ? pair.left : pair.right).sendReliable(text("still here " + i)));
      assertEquals("still here " + i, heard.awaitReliable());
    }
    // Longer than a sign of life may take.
    long before = left.stats().sealedIn();
    Eventually.holds(() -> left.stats().sealedIn() > before + 12 && answering.isUp(), "it goes on");
    assertEquals(0, heard.downs());
  }

  @Test
  void anOfferHasALinkWhosePeerIsGoneEndLongBeforeItsSilenceWould() throws Exception {
    EndpointConfig patient = config().withSilenceTimeout(Duration.ofMinutes(5));
    CuttableWire cable = new CuttableWire();
    try (PeerEndpoint here = UdpEndpoint.open(patient.withFilter(cable));
        PeerEndpoint there = UdpEndpoint.open(patient)) {
      LinkedPair pair = LinkedPair.link(here, there);
      pair.atLeft.awaitUp();
      pair.atRight.awaitUp();
      cable.cut();
      boolean leftOffers = here.fingerprint().compareTo(there.fingerprint()) < 0;
      PeerLink offered = leftOffers ? pair.right : pair.left;
      RecordingListener listener = leftOffers ? pair.atRight : pair.atLeft;
      Eventually.holds(
          () -> {
            offered.onOffer(FRESH); // what was on its way before the cut is a sign of life yet
            return listener.downs() == 1;
          },
          "it ends");
      assertEquals(LinkDown.SILENT, listener.awaitDown());
    }
  }

  @Test
  void moreLinksThanConfiguredAreRefused() throws Exception {
    try (PeerEndpoint small = UdpEndpoint.open(config().withMaxLinks(1))) {
      RecordingListener first = new RecordingListener();
      RecordingListener second = new RecordingListener();
      small.link(left.fingerprint(), new Silence(), first);
      small.link(right.fingerprint(), new Silence(), second);
      assertEquals(LinkDown.TOO_MANY_LINKS, second.awaitDown());
      assertEquals(0, first.downs());
    }
  }

  @Test
  void whatNoLinkSentIsDroppedAndCounted() throws Exception {
    LinkedPair pair = linkedUp();
    record Forgery(String story, int length, int first, DropReason reason) {}
    List<Forgery> forgeries =
        List.of(
            new Forgery("a QUIC short header", 60, 0x45, DropReason.QUIC_NO_LINK),
            new Forgery("a QUIC Initial", 1_200, 0xC0, DropReason.QUIC_NO_LINK),
            new Forgery("half a STUN header", 10, 0, DropReason.STUN_MALFORMED),
            new Forgery("DTLS", 40, 22, DropReason.UNKNOWN_PROTOCOL),
            new Forgery("a sealed datagram", 40, 0x80, DropReason.QUIC_NO_LINK),
            new Forgery("RTP", 40, 0x90, DropReason.UNKNOWN_PROTOCOL),
            new Forgery("nothing", 0, 0, DropReason.UNKNOWN_PROTOCOL));
    try (DatagramSocket stranger = new DatagramSocket(loopback(0))) {
      for (Forgery forgery : forgeries) {
        long before = right.stats().dropped().get(forgery.reason);
        stranger.send(
            new DatagramPacket(
                filled(forgery.length, forgery.first), forgery.length, right.localAddress()));
        Eventually.holds(
            () -> right.stats().dropped().get(forgery.reason) == before + 1, forgery.story);
      }
    }
    assertTrue(pair.left.sendReliable(text("still here")));
    assertEquals("still here", pair.atRight.awaitReliable());
  }

  /** Somebody on the way has seen our packets, connection ids and all, and says them again. */
  @Test
  void aStrangerWhoRepeatsOurPacketsIsNotHeard() throws Exception {
    Queue<byte[]> seen = new ConcurrentLinkedQueue<>();
    DatagramFilter tap =
        (direction, remote, datagram) -> {
          if (direction == DatagramFilter.Direction.OUT) {
            seen.add(ByteBufUtil.getBytes(datagram));
          }
          return true;
        };
    try (PeerEndpoint tapped = UdpEndpoint.open(config().withFilter(tap));
        DatagramSocket stranger = new DatagramSocket(loopback(0))) {
      LinkedPair pair = LinkedPair.link(tapped, right);
      pair.atLeft.awaitUp();
      pair.atRight.awaitUp();
      assertTrue(pair.left.sendReliable(text("once")));
      assertEquals("once", pair.atRight.awaitReliable());
      List<byte[]> said = List.copyOf(seen);
      long before = taken(right);
      for (byte[] datagram : said) {
        stranger.send(new DatagramPacket(datagram, datagram.length, right.localAddress()));
      }
      Eventually.holds(() -> taken(right) >= before + said.size(), "all of it has come");
      assertTrue(pair.left.sendReliable(text("twice")));
      assertEquals("twice", pair.atRight.awaitReliable());
      assertTrue(pair.right.sendReliable(text("to the peer alone")));
      assertEquals("to the peer alone", pair.atLeft.awaitReliable());
    }
  }

  /** Datagrams that came in, good or bad. */
  private static long taken(PeerEndpoint endpoint) {
    EndpointStats stats = endpoint.stats();
    return stats.stunIn()
        + stats.quicIn()
        + stats.sealedIn()
        + stats.dropped().get(DropReason.QUIC_NO_LINK)
        + stats.dropped().get(DropReason.QUIC_UNWANTED_CONNECTION);
  }

  @Test
  void candidatesThatMustNotBeTriedAreCounted() {
    PeerLink link = right.link(left.fingerprint(), new Silence(), new RecordingListener());
    List<String> refused =
        List.of("224.0.0.1", "0.0.0.0", "255.255.255.255", "fe80::1", "2001:db8::1");
    for (String ip : refused) {
      link.onCandidate(IceCandidate.parse("candidate:1 1 udp 1 " + ip + " 9 typ host"));
    }
    Eventually.holds(
        () -> right.stats().dropped().get(DropReason.CANDIDATE_REFUSED) == refused.size(),
        "all are refused");
  }

  @Test
  void aListenerThatThrowsHurtsNobody() throws Exception {
    RecordingListener calm = new RecordingListener();
    CountDownLatch thrown = new CountDownLatch(1);
    LinkListener angry =
        new ThrowingListener(
            () -> {
              thrown.countDown();
              throw new IllegalStateException("meant to be");
            });
    LinkedPair.link(left, angry, right, calm);
    calm.awaitUp();
    assertTrue(thrown.await(20, TimeUnit.SECONDS));
    assertEquals(1, left.stats().links());
  }

  @Test
  void aTakenPortAndOneselfAreRefusedInWords() {
    IOException taken =
        assertThrows(
            IOException.class, () -> UdpEndpoint.open(config().withBind(left.localAddress())));
    assertTrue(taken.getMessage().contains("choose another address or port"), taken.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> left.link(left.fingerprint(), new Silence(), new RecordingListener()));
  }

  private LinkedPair linkedUp() throws InterruptedException {
    LinkedPair pair = LinkedPair.link(left, right);
    pair.atLeft.awaitUp();
    pair.atRight.awaitUp();
    return pair;
  }

  private EndpointConfig config() {
    return EndpointConfig.defaults()
        .withBind(loopback(0))
        .withLoopbackCandidates(true)
        .withPingInterval(PING)
        .withSilenceTimeout(SILENCE)
        .withStunServers(List.of(loopback(stun.port())));
  }

  private static byte[] filled(int length, int first) {
    byte[] bytes = new byte[length];
    if (length > 0) {
      bytes[0] = (byte) first;
    }
    return bytes;
  }

  private static ByteBuf text(String text) {
    return Unpooled.copiedBuffer(text, UTF_8);
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
