package org.rop2p.transport.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.transport.ice.SimulatedNetwork.MILLI;
import static org.rop2p.transport.ice.SimulatedNetwork.SECOND;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.ice.Nat.Kind;
import org.rop2p.transport.stun.CheckPacer;
import org.rop2p.transport.stun.StunAttribute;
import org.rop2p.transport.stun.StunClass;
import org.rop2p.transport.stun.StunMessage;

/** Two agents find each other, or do not, over a network that a seed decides. */
final class IceAgentTest {
  private static final String NOBODY = "10.9.9.9";
  private static final long SETUP = 20 * SECOND;
  private static final long SIGNALLING = 30 * MILLI;
  private static final IceSettings SETTINGS =
      IceSettings.of(Duration.ofNanos(SETUP), Duration.ofSeconds(1), Duration.ofSeconds(5), 8);

  /** Networks for each pair of NATs; one in a thousand may need the rarest of schedules. */
  private static final int LOSSY_RUNS = 500;

  private static final List<Kind> CONES =
      List.of(Kind.FULL_CONE, Kind.RESTRICTED, Kind.PORT_RESTRICTED);

  /** Those that let in only the very address spoken to. */
  private static final Set<Kind> STRICT = Set.of(Kind.PORT_RESTRICTED, Kind.SYMMETRIC);

  private long seed = System.nanoTime();
  private SimulatedNetwork network = new SimulatedNetwork(seed);
  private SimulatedPeer left;
  private SimulatedPeer right;

  @Test
  void twoHostsOfOneNetworkAgreeOnTheirHostPath() {
    peers(null, null);
    exchangeAll();

    assertSelected(SECOND);
    assertEquals(Optional.of(address("10.1.0.2", 2)), left.selected());
    assertEquals(Optional.of(address("10.1.0.1", 1)), right.selected());
    assertTrue(network.now() < SIGNALLING + 250 * MILLI, seed() + " took " + network.now());
  }

  static Stream<Arguments> everyPairOfNats() {
    return Stream.of(Kind.values())
        .flatMap(left -> Stream.of(Kind.values()).map(right -> Arguments.of(left, right)));
  }

  @ParameterizedTest(name = "{0} and {1}")
  @MethodSource("everyPairOfNats")
  void natsAreTraversedButForSymmetricOnesAndStrictFilters(Kind leftNat, Kind rightNat) {
    peers(leftNat, rightNat);
    exchangeAll();

    boolean symmetric = leftNat == Kind.SYMMETRIC || rightNat == Kind.SYMMETRIC;
    boolean strict = symmetric && STRICT.contains(leftNat) && STRICT.contains(rightNat);
    if (strict) {
      assertFalse(network.runUntil(this::bothSelected, SETUP + SECOND), seed());
      assertEquals(Optional.of(IceOutput.Reason.NO_PATH), left.failure, seed());
      assertEquals(Optional.of(IceOutput.Reason.NO_PATH), right.failure, seed());
    } else {
      assertSelected(5 * SECOND);
    }
  }

  static Stream<Arguments> everyPairOfCones() {
    return CONES.stream().flatMap(left -> CONES.stream().map(right -> Arguments.of(left, right)));
  }

  @ParameterizedTest(name = "{0} and {1}")
  @MethodSource("everyPairOfCones")
  void lossAndReorderingOnlyTakeLonger(Kind leftNat, Kind rightNat) {
    for (int run = 0; run < LOSSY_RUNS; run++) {
      seed++;
      network = new SimulatedNetwork(seed).loss(0.25).delay(5, 120);
      peers(leftNat, rightNat);
      exchangeAll();
      assertSelected(SETUP);
    }
  }

  @Test
  void aNominationThatIsLostForSecondsCostsNoConsent() {
    peers(null, null);
    network.lose(IceAgentTest::nominates);
    network.after(7 * SECOND, () -> network.lose(datagram -> false));
    exchangeAll();

    assertSelected(10 * SECOND);
    assertTrue(network.now() > 7 * SECOND, seed());
    assertFalse(
        network.runUntil(() -> left.failure.isPresent() || right.failure.isPresent(), 10 * SECOND),
        seed());
  }

  @Test
  void whenAllChecksHaveFailedThereIsAnotherRound() {
    peers(Kind.RESTRICTED, Kind.RESTRICTED);
    network.lose(datagram -> true);
    network.after(12 * SECOND, () -> network.lose(datagram -> false));
    exchangeAll();

    assertSelected(SETUP);
  }

  @Test
  void aPeerWhoseCandidatesNeverArriveIsDiscoveredByItsChecks() {
    peers(Kind.FULL_CONE, Kind.SYMMETRIC);
    exchangeDescriptions();
    left.candidates().forEach(candidate -> tell(right, candidate));

    assertSelected(5 * SECOND);
  }

  @Test
  void checksThatComeBeforeTheAnswerAreNotLost() {
    peers(null, null);
    // The answerer knows all and begins; its answer takes two seconds more.
    right.hear(left.agent.local());
    left.candidates().forEach(right::hear);
    network.after(2 * SECOND, () -> left.hear(right.agent.local()));

    assertTrue(network.runUntil(this::bothSelected, 3 * SECOND), seed());
    assertTrue(network.now() < 2 * SECOND + 300 * MILLI, seed() + " took " + network.now());
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONTROLLING", "CONTROLLED"})
  void aRoleConflictIsSettledAndAPathIsFound(String role) {
    left = peer("10.1.0.1", 1, null, IceRole.valueOf(role));
    right = peer("10.1.0.2", 2, null, IceRole.valueOf(role));
    exchangeAll();

    assertSelected(5 * SECOND);
    assertNotEquals(left.agent.role(), right.agent.role(), seed());
  }

  @Test
  void aLivePathKeepsConsentForAsLongAsItLives() {
    network.loss(0.2).delay(20, 60);
    peers(Kind.PORT_RESTRICTED, Kind.RESTRICTED);
    exchangeAll();
    assertSelected(SETUP);

    assertFalse(
        network.runUntil(() -> left.failure.isPresent() || right.failure.isPresent(), 60 * SECOND),
        seed());
  }

  @Test
  void aDeadPathIsNoticedWithinSixSeconds() {
    peers(Kind.PORT_RESTRICTED, null);
    exchangeAll();
    assertSelected(5 * SECOND);
    network.runUntil(() -> false, 10 * SECOND);
    network.cut();
    long cutAt = network.now();

    assertTrue(
        network.runUntil(() -> left.failure.isPresent() && right.failure.isPresent(), 10 * SECOND),
        seed());
    for (SimulatedPeer peer : new SimulatedPeer[] {left, right}) {
      assertEquals(Optional.of(IceOutput.Reason.CONSENT_EXPIRED), peer.failure);
      assertTrue(peer.failedAt - cutAt <= 6 * SECOND, seed() + " " + (peer.failedAt - cutAt));
      assertEquals(Long.MAX_VALUE, peer.deadline(), "nothing more to do");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whenANatForgetsEitherSideThePathFollows(boolean controllingSide) {
    Nat box = new Nat(Kind.FULL_CONE, ip("198.51.100.1"));
    IceRole role = controllingSide ? IceRole.CONTROLLING : IceRole.CONTROLLED;
    left = peer("192.168.0.1", 1, box, role);
    right = peer("198.51.100.9", 2, null, role.other());
    exchangeAll();
    assertSelected(5 * SECOND);
    network.runUntil(() -> false, 3 * SECOND);
    InetSocketAddress before = right.selected().orElseThrow();
    box.flush();

    assertTrue(
        network.runUntil(() -> !right.selected().orElseThrow().equals(before), 3 * SECOND), seed());
    assertFalse(
        network.runUntil(() -> left.failure.isPresent() || right.failure.isPresent(), 30 * SECOND),
        seed());
    assertEquals(2, right.selections.size(), seed() + " moved once, and stayed");
  }

  @ParameterizedTest(name = "doubted: {0}")
  @ValueSource(booleans = {true, false})
  void whoDoubtsAPathNeedNotWaitForTheNextConsentCheck(boolean doubted) {
    IceSettings usual =
        IceSettings.of(Duration.ofNanos(SETUP), Duration.ofSeconds(5), Duration.ofSeconds(15), 8);
    Nat box = new Nat(Kind.FULL_CONE, ip("198.51.100.1"));
    left =
        new SimulatedPeer(
            network, usual, IceRole.CONTROLLING, address("192.168.0.1", 1), Optional.of(box));
    right =
        new SimulatedPeer(
            network, usual, IceRole.CONTROLLED, address("198.51.100.9", 2), Optional.empty());
    exchangeAll();
    assertSelected(5 * SECOND);
    InetSocketAddress before = right.selected().orElseThrow();
    box.flush();
    if (doubted) {
      left.agent.doubt(network.now());
      left.advance();
    }
    boolean moved =
        network.runUntil(() -> !right.selected().orElseThrow().equals(before), 2 * SECOND);
    assertEquals(doubted, moved, seed());
    assertTrue(
        network.runUntil(() -> !right.selected().orElseThrow().equals(before), 8 * SECOND), seed());
  }

  @Test
  void whereAPeerWasOnlyHeardFromNothingIsSentYet() {
    peers(null, null);
    network.lose(datagram -> stunClass(datagram) == StunClass.SUCCESS);
    exchangeAll();
    InetSocketAddress peer = address("10.1.0.1", 1);
    assertTrue(network.runUntil(() -> right.agent.hasHeardFrom(route(peer)), SECOND), seed());
    network.runUntil(() -> false, 3 * SECOND);
    assertEquals(Optional.empty(), right.agent.path(), "its address may be forged");
    network.lose(datagram -> false);
    assertSelected(5 * SECOND);
    assertEquals(Optional.of(route(peer)), right.agent.path());
  }

  private static StunClass stunClass(byte[] datagram) {
    return StunMessage.decode(datagram).orElseThrow().stunClass();
  }

  @Test
  void fiftyLinksThatBeginTogetherShareOnePace() {
    CheckPacer pacer = new CheckPacer();
    List<SimulatedPeer> ours = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      SimulatedPeer here =
          new SimulatedPeer(
              network,
              SETTINGS,
              pacer,
              IceRole.CONTROLLING,
              address("10.1.1." + i, 1),
              Optional.empty());
      SimulatedPeer there = peer("10.1.2." + i, 2, null, IceRole.CONTROLLED);
      here.hear(there.agent.local());
      for (int port = 100; port < 107; port++) {
        here.hear(IceCandidate.of(CandidateType.HOST, 65_535, address(NOBODY, port)));
      }
      here.hear(IceCandidate.of(CandidateType.HOST, 1, address("10.1.2." + i, 2)));
      there.hear(here.agent.local());
      ours.add(here);
    }
    long before = checksOfNobody(ours);
    for (int i = 0; i < 20; i++) {
      network.runUntil(() -> false, 100 * MILLI);
      long now = checksOfNobody(ours);
      assertTrue(now - before <= 100 * MILLI / CheckPacer.TA + CheckPacer.BURST, seed());
      before = now;
    }
    assertTrue(before > 0, seed());
    assertTrue(
        network.runUntil(() -> ours.stream().allMatch(peer -> peer.selected().isPresent()), SETUP),
        seed());
  }

  /** First ones and those sent again. */
  private static long checksOfNobody(List<SimulatedPeer> peers) {
    return peers.stream()
        .flatMap(peer -> peer.routes.stream())
        .filter(route -> route.remote().getHostString().equals(NOBODY))
        .count();
  }

  @Test
  void aCandidateNoBetterThanThePathIsKeptButNotTried() {
    peers(null, null);
    exchangeAll();
    assertSelected(5 * SECOND);
    network.runUntil(() -> false, 100 * MILLI); // whatever is still on its way
    int before = left.sent();
    left.hear(IceCandidate.of(CandidateType.HOST, 65_535, address("10.1.0.77", 77)));
    network.runUntil(() -> false, 500 * MILLI);
    assertEquals(before, left.sent(), seed());
  }

  @Test
  void aPathToAPeersRelayIsCalledOne() {
    peers(null, null);
    left.agent.remoteDescription(right.agent.local());
    right.agent.remoteDescription(left.agent.local());
    left.hear(IceCandidate.of(CandidateType.RELAY, 65_535, address("10.1.0.2", 2)));
    assertTrue(network.runUntil(this::bothSelected, 5 * SECOND), seed());
    assertEquals(List.of(LinkPath.RELAY), left.paths);
    assertEquals(List.of(LinkPath.DIRECT), right.paths);
  }

  /** A peer that changes networks all day tells more addresses than a list has places. */
  @Test
  void besideAPathNewCandidatesTakeThePlacesOfOldOnes() {
    peers(null, null);
    exchangeAll();
    assertSelected(5 * SECOND);
    network.runUntil(() -> false, 100 * MILLI);
    for (int port = 1_000; port < 1_000 + 3 * SETTINGS.maxCandidates(); port++) {
      IceCandidate told = IceCandidate.of(CandidateType.HOST, 1, address("10.1.0.77", port));
      assertTrue(left.agent.remoteCandidate(told), () -> seed() + " " + told);
    }
    network.runUntil(() -> false, SECOND);
    assertSelected(SECOND);
  }

  @Test
  void beforeThereIsAPathThoseThatMayYetAnswerKeepTheirPlaces() {
    peers(null, null);
    for (int port = 1; port <= SETTINGS.maxCandidates(); port++) {
      assertTrue(
          left.agent.remoteCandidate(
              IceCandidate.of(CandidateType.HOST, 1, address("10.1.0.77", port))));
    }
    assertFalse(
        left.agent.remoteCandidate(
            IceCandidate.of(CandidateType.HOST, 1, address("10.1.0.77", 9_999))));
  }

  @Test
  void withoutSignallingTheAgentEndsInTime() {
    peers(null, null);
    assertFalse(network.runUntil(() -> left.failure.isPresent(), SETUP - 1), seed());
    assertTrue(network.runUntil(() -> left.failure.isPresent(), 1), seed());
    assertEquals(Optional.of(IceOutput.Reason.NO_PATH), left.failure);
    assertEquals(0, left.sent());
  }

  @Test
  void aNatThatForgetsAllTheTimeFillsNoList() {
    Nat box = new Nat(Kind.FULL_CONE, ip("198.51.100.1"));
    left = peer("192.168.0.1", 1, box, IceRole.CONTROLLING);
    right = peer("198.51.100.9", 2, null, IceRole.CONTROLLED);
    exchangeAll();
    assertSelected(5 * SECOND);
    for (int i = 0; i < 10 * SETTINGS.maxCandidates(); i++) {
      InetSocketAddress before = right.selected().orElseThrow();
      box.flush();
      assertTrue(
          network.runUntil(() -> !right.selected().orElseThrow().equals(before), 4 * SECOND),
          seed() + " the " + i + "th time");
    }
  }

  private static boolean nominates(byte[] datagram) {
    return StunMessage.decode(datagram).orElseThrow().has(StunAttribute.USE_CANDIDATE);
  }

  private boolean bothSelected() {
    return left.selected().isPresent() && right.selected().isPresent();
  }

  /** Both select, and each sends to where the other is. */
  private void assertSelected(long limit) {
    assertTrue(network.runUntil(this::bothSelected, limit), seed());
    assertTrue(
        right.gets(left.selected().orElseThrow(), left.seenBy(left.selected().orElseThrow())),
        seed());
    assertTrue(
        left.gets(right.selected().orElseThrow(), right.seenBy(right.selected().orElseThrow())),
        seed());
  }

  private void peers(Kind leftNat, Kind rightNat) {
    left =
        leftNat == null
            ? peer("10.1.0.1", 1, null, IceRole.CONTROLLING)
            : peer("192.168.0.1", 1, new Nat(leftNat, ip("198.51.100.1")), IceRole.CONTROLLING);
    right =
        rightNat == null
            ? peer("10.1.0.2", 2, null, IceRole.CONTROLLED)
            : peer("172.16.0.1", 2, new Nat(rightNat, ip("198.51.100.2")), IceRole.CONTROLLED);
  }

  private SimulatedPeer peer(String ip, int port, Nat nat, IceRole role) {
    return new SimulatedPeer(network, SETTINGS, role, address(ip, port), Optional.ofNullable(nat));
  }

  private void exchangeAll() {
    exchangeDescriptions();
    left.candidates().forEach(candidate -> tell(right, candidate));
    right.candidates().forEach(candidate -> tell(left, candidate));
  }

  private void exchangeDescriptions() {
    network.after(SIGNALLING, () -> right.hear(left.agent.local()));
    network.after(SIGNALLING, () -> left.hear(right.agent.local()));
  }

  private void tell(SimulatedPeer peer, IceCandidate candidate) {
    network.after(SIGNALLING, () -> peer.hear(candidate));
  }

  private String seed() {
    return "seed " + seed;
  }

  private static Route route(InetSocketAddress remote) {
    return new Route(SimulatedPeer.BASE, remote);
  }

  private static InetSocketAddress address(String ip, int port) {
    return new InetSocketAddress(ip(ip), port);
  }

  private static InetAddress ip(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
