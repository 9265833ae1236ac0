package org.rop2p.transport.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rop2p.transport.DatagramFilter;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.LinkDown;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.ProbeSignal.Step;
import org.rop2p.transport.TurnServer;
import org.rop2p.transport.probe.ProbeLimits;
import org.rop2p.transport.probing.ProbeSettings;
import org.rop2p.transport.turn.TurnOnLoopback;

/**
 * Links made by probing, over real sockets of this machine: one side is behind a cone that filters
 * by port, the other's main socket cannot be met, so that only a port of its many others can.
 */
final class ProbedLinkTest {
  private static final String CONE = "127.0.0.1";
  private static final String SYMMETRIC = "127.0.0.3";

  /** All ports there are, so that no run misses; fast, as nobody is annoyed. */
  private static final ProbeLimits LIMITS = limits(Duration.ofMinutes(10));

  /** A machine that is busy may miss: then it is tried again. */
  private static final ProbeLimits AGAIN = limits(Duration.ofMillis(500));

  private static final Duration PATIENCE = Duration.ofMillis(200);

  private static final int SOCKETS = 64;

  private final ConeFilter nat = new ConeFilter();
  private final Mappings mappings = new Mappings();
  private StunOnLoopback first;
  private StunOnLoopback second;

  @BeforeEach
  void open() throws IOException {
    first = StunOnLoopback.open("127.0.0.1", client -> client);
    second =
        StunOnLoopback.open(
            "127.0.0.2",
            client ->
                client.getHostString().equals(SYMMETRIC)
                    ? new InetSocketAddress(client.getAddress(), client.getPort() ^ 1)
                    : client);
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  @Test
  void whereOrdinaryChecksFailAProbedPortMakesTheLink() throws Exception {
    inOneOfThree(this::whereOrdinaryChecksFailAProbedPortMakesTheLinkOnce);
  }

  private void whereOrdinaryChecksFailAProbedPortMakesTheLinkOnce() throws Exception {
    try (UdpEndpoint cone = open(cone(), LIMITS);
        UdpEndpoint symmetric = open(symmetric(), LIMITS)) {
      behindNats(cone, symmetric);
      LinkedPair pair = LinkedPair.link(cone, symmetric);
      assertEquals(LinkPath.DIRECT, pair.atLeft.awaitUp().path());
      assertEquals(LinkPath.DIRECT, pair.atRight.awaitUp().path());
      talk(pair);
      assertEquals(List.of(Step.OFFER, Step.AGREE), pair.probeStepsOfLeft());
      assertEquals(List.of(Step.OFFER, Step.AGREE, Step.SAMPLES), pair.probeStepsOfRight());
      Eventually.holds(() -> symmetric.sockets() == 2, "all others are closed");
      assertEquals(1, cone.sockets());

      pair.left.close();
      assertEquals(LinkDown.CLOSED, pair.atLeft.awaitDown());
      assertEquals(LinkDown.PEER_CLOSED, pair.atRight.awaitDown(), "told over that socket");
      Eventually.holds(() -> symmetric.sockets() == 1, "the link's socket ends with it");
    }
  }

  @Test
  void itDoesNotMatterWhoControls() throws Exception {
    inOneOfThree(this::itDoesNotMatterWhoControlsOnce);
  }

  private void itDoesNotMatterWhoControlsOnce() throws Exception {
    Set<Boolean> coneControls = new HashSet<>();
    while (coneControls.size() < 2) {
      try (UdpEndpoint cone = open(cone(), LIMITS);
          UdpEndpoint symmetric = open(symmetric(), LIMITS)) {
        behindNats(cone, symmetric);
        coneControls.add(cone.fingerprint().compareTo(symmetric.fingerprint()) < 0);
        LinkedPair pair = LinkedPair.link(symmetric, cone);
        pair.atLeft.awaitUp();
        pair.atRight.awaitUp();
        talk(pair);
      }
    }
  }

  @Test
  void whileARelayCarriesTheLinkItGoesOnAndThenMovesOver() throws Exception {
    inOneOfThree(this::whileARelayCarriesTheLinkItGoesOnAndThenMovesOverOnce);
  }

  private void whileARelayCarriesTheLinkItGoesOnAndThenMovesOverOnce() throws Exception {
    try (TurnOnLoopback turn = TurnOnLoopback.open();
        UdpEndpoint cone = open(through(turn, cone()), AGAIN);
        UdpEndpoint symmetric = open(through(turn, symmetric()), AGAIN)) {
      behindNats(cone, symmetric);
      LinkedPair pair = LinkedPair.link(cone, symmetric);
      pair.atLeft.awaitUp();
      pair.atRight.awaitUp();
      talk(pair);
      Eventually.holds(
          () ->
              pair.left.path() == LinkPath.DIRECT
                  && pair.right.path() == LinkPath.DIRECT
                  && symmetric.sockets() == 2,
          "the link moves to the path that was probed");
      talk(pair);
      assertEquals(0, pair.atLeft.downs() + pair.atRight.downs());
    }
  }

  /** Why nothing is tried. */
  enum Refusal {
    NOBODY_HAS_SEEN_THEM,
    THE_CONE_SIDE_HAS_SWITCHED_IT_OFF,
    THE_SYMMETRIC_SIDE_HAS_SWITCHED_IT_OFF,
    THE_CONE_SIDE_USES_RELAYS_ONLY,
    THE_SYMMETRIC_SIDE_USES_RELAYS_ONLY,
    ONE_SERVER_TELLS_TOO_LITTLE
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsTried(Refusal refusal) throws Exception {
    EndpointConfig left = cone();
    EndpointConfig right = symmetric();
    switch (refusal) {
      case NOBODY_HAS_SEEN_THEM -> {}
      case THE_CONE_SIDE_HAS_SWITCHED_IT_OFF -> left = left.withProbing(false);
      case THE_SYMMETRIC_SIDE_HAS_SWITCHED_IT_OFF -> right = right.withProbing(false);
      case THE_CONE_SIDE_USES_RELAYS_ONLY -> left = left.withRelayOnly(true);
      case THE_SYMMETRIC_SIDE_USES_RELAYS_ONLY -> right = right.withRelayOnly(true);
      case ONE_SERVER_TELLS_TOO_LITTLE -> left = left.withStunServers(List.of(first.address()));
    }
    Duration setup = PATIENCE.multipliedBy(6);
    try (UdpEndpoint cone = open(left.withSetupTimeout(setup), LIMITS);
        UdpEndpoint symmetric = open(right.withSetupTimeout(setup), LIMITS)) {
      behindNats(cone, symmetric);
      LinkedPair pair =
          refusal == Refusal.NOBODY_HAS_SEEN_THEM
              ? LinkedPair.linkUnvouched(cone, symmetric)
              : LinkedPair.link(cone, symmetric);
      assertEquals(LinkDown.ICE_FAILED, pair.atLeft.awaitDown());
      assertEquals(LinkDown.ICE_FAILED, pair.atRight.awaitDown());
      if (left.exposure().probing() && !left.exposure().relayOnly()) {
        assertFalse(pair.probeStepsOfLeft().contains(Step.AGREE));
      } else {
        assertEquals(List.of(), pair.probeStepsOfLeft());
      }
      if (right.exposure().probing() && !right.exposure().relayOnly()) {
        assertFalse(pair.probeStepsOfRight().contains(Step.SAMPLES));
      } else {
        assertEquals(List.of(), pair.probeStepsOfRight());
      }
      assertEquals(1, cone.sockets());
      assertEquals(1, symmetric.sockets());
      assertTrue(nat.sentTo() < 10, nat.sentTo() + " addresses: the servers and candidates");
    }
  }

  @Test
  void notAgainSoon() throws Exception {
    inOneOfThree(this::notAgainSoonOnce);
  }

  private void notAgainSoonOnce() throws Exception {
    Duration setup = PATIENCE.multipliedBy(10);
    try (UdpEndpoint cone = open(cone().withSetupTimeout(setup), LIMITS);
        UdpEndpoint symmetric = open(symmetric().withSetupTimeout(setup), LIMITS)) {
      behindNats(cone, symmetric);
      endOf(LinkedPair.link(cone, symmetric));
      LinkedPair again = LinkedPair.link(cone, symmetric);
      assertEquals(LinkDown.ICE_FAILED, again.atLeft.awaitDown());
      assertEquals(List.of(Step.OFFER), again.probeStepsOfLeft());
    }
  }

  @Test
  void inARehearsalAgainAtOnce() throws Exception {
    inOneOfThree(this::inARehearsalAgainAtOnceOnce);
  }

  private void inARehearsalAgainAtOnceOnce() throws Exception {
    ProbeLimits brisk = limits(Duration.ofNanos(1));
    try (UdpEndpoint cone = open(cone(), brisk);
        UdpEndpoint symmetric = open(symmetric(), brisk)) {
      behindNats(cone, symmetric);
      endOf(LinkedPair.link(cone, symmetric));
      endOf(LinkedPair.link(cone, symmetric));
      Eventually.holds(() -> symmetric.sockets() == 1, "both links' sockets are closed");
    }
  }

  @Test
  void aLinkThatIsClosedAmidProbingLeavesNoSocket() throws Exception {
    DatagramFilter deaf = (way, remote, datagram) -> isServer(remote);
    try (UdpEndpoint cone = open(cone(), LIMITS);
        UdpEndpoint symmetric = open(symmetric().withFilter(deaf), LIMITS)) {
      LinkedPair pair = LinkedPair.link(cone, symmetric);
      Eventually.holds(() -> symmetric.sockets() > 10, "sockets are being opened");
      pair.right.close();
      pair.atRight.awaitDown();
      Eventually.holds(() -> symmetric.sockets() == 1, "they are closed with the link");
      Eventually.holds(
          () -> pair.probeStepsOfRight().equals(List.of(Step.OFFER, Step.AGREE, Step.SAMPLES)),
          "a link that is over says nothing more");
    }
  }

  /** Something that may fail by chance. */
  private interface Story {
    void tell() throws Exception;
  }

  /** An attempt may miss: two of a hundred by chance, and more on a machine that is busy. */
  private static void inOneOfThree(Story story) throws Exception {
    for (int missed = 0; ; missed++) {
      try {
        story.tell();
        return;
      } catch (AssertionError e) {
        if (missed == 2) {
          throw e;
        }
      }
    }
  }

  private static void endOf(LinkedPair pair) throws InterruptedException {
    pair.atLeft.awaitUp();
    pair.atRight.awaitUp();
    pair.left.close();
    pair.atLeft.awaitDown();
    pair.atRight.awaitDown();
  }

  private boolean isServer(InetSocketAddress remote) {
    return remote.equals(first.address()) || remote.equals(second.address());
  }

  private void behindNats(UdpEndpoint cone, UdpEndpoint symmetric) {
    nat.unmet(symmetric.localAddress());
    mappings.cone(cone.localAddress());
  }

  private static UdpEndpoint open(EndpointConfig config, ProbeLimits limits) throws IOException {
    return UdpEndpoint.open(config, new ProbeSettings(limits, PATIENCE, ip -> true));
  }

  private EndpointConfig cone() {
    return config(CONE).withFilter(nat);
  }

  private EndpointConfig symmetric() {
    return config(SYMMETRIC).withFilter(mappings);
  }

  /** A NAT that lets nothing in from the cone side before so many sockets have sent there. */
  private static final class Mappings implements DatagramFilter {
    private final AtomicInteger sent = new AtomicInteger();
    private volatile InetSocketAddress cone = new InetSocketAddress(0);

    void cone(InetSocketAddress address) {
      sent.set(0);
      cone = address;
    }

    @Override
    public boolean pass(Direction direction, InetSocketAddress remote, ByteBuf datagram) {
      if (!remote.equals(cone)) {
        return true;
      }
      return direction == Direction.OUT ? sent.incrementAndGet() > 0 : sent.get() >= SOCKETS;
    }
  }

  private EndpointConfig config(String ip) {
    return EndpointConfig.defaults()
        .withBind(new InetSocketAddress(ip, 0))
        .withLoopbackCandidates(true)
        .withStunServers(List.of(first.address(), second.address()))
        .withPingInterval(Duration.ofMillis(100))
        .withSilenceTimeout(Duration.ofSeconds(2));
  }

  private static EndpointConfig through(TurnOnLoopback turn, EndpointConfig config) {
    TurnServer server = turn.credentials();
    return config.withTurnServers(List.of(server));
  }

  private static ProbeLimits limits(Duration pause) {
    ProbeLimits usual = ProbeLimits.defaults();
    return new ProbeLimits(
        SOCKETS,
        SOCKETS,
        16,
        32,
        16,
        64_512,
        64_512,
        20_000,
        2_000,
        usual.refresh(),
        usual.answerWait(),
        usual.signalling(),
        pause.toNanos(),
        usual.attempts());
  }

  private static void talk(LinkedPair pair) throws InterruptedException {
    for (int i = 0; i < 20; i++) {
      assertTrue(pair.left.sendReliable(text("left " + i)));
      assertTrue(pair.right.sendReliable(text("right " + i)));
    }
    for (int i = 0; i < 20; i++) {
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
