package org.rop2p.transport.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.transport.ice.SimulatedNetwork.MILLI;
import static org.rop2p.transport.ice.SimulatedNetwork.SECOND;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.stun.CheckPacer;
import org.rop2p.transport.stun.StunAttribute;
import org.rop2p.transport.stun.StunClass;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.StunWriter;

/** Two agents of which each has a relay beside its socket, or instead of it. */
final class IceRelayTest {
  private static final IceSettings SETTINGS =
      IceSettings.of(Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofSeconds(15), 8);
  private static final InetSocketAddress LEFT = new InetSocketAddress("10.1.0.1", 1);
  private static final InetSocketAddress RIGHT = new InetSocketAddress("10.1.0.2", 2);
  private static final InetSocketAddress LEFT_RELAY = new InetSocketAddress("10.2.0.1", 11);
  private static final InetSocketAddress RIGHT_RELAY = new InetSocketAddress("10.2.0.2", 12);

  private final long seed = System.nanoTime();
  private final SimulatedNetwork network = new SimulatedNetwork(seed);
  private final SimulatedPeer left =
      new SimulatedPeer(network, SETTINGS, IceRole.CONTROLLING, LEFT, Optional.empty());
  private final SimulatedPeer right =
      new SimulatedPeer(network, SETTINGS, IceRole.CONTROLLED, RIGHT, Optional.empty());
  private final IceCandidate leftRelay = left.relay(LEFT_RELAY);
  private final IceCandidate rightRelay = right.relay(RIGHT_RELAY);

  @Test
  void aDirectPathIsChosenThoughTheRelayAnswersFirst() {
    network.delay(20, 20);
    network.blackholes(Set.of(LEFT, RIGHT));
    network.after(300 * MILLI, () -> network.blackholes(Set.of()));
    begin();
    assertTrue(network.runUntil(this::bothSelected, 5 * SECOND), seed());
    assertEquals(List.of(LinkPath.DIRECT), left.paths, seed());
    assertEquals(List.of(LinkPath.DIRECT), right.paths, seed());
    assertTrue(network.now() < 1_300 * MILLI, seed());
  }

  @Test
  void aRelayedPathIsTakenSoonAndLeftWhenADirectOneWorks() {
    network.blackholes(Set.of(LEFT, RIGHT));
    begin();
    assertTrue(network.runUntil(this::bothSelected, 2 * SECOND), seed());
    assertEquals(List.of(LinkPath.RELAY), left.paths, seed());
    network.runUntil(() -> false, 90 * SECOND);
    assertEquals(List.of(LinkPath.RELAY), left.paths, seed() + " and is kept");
    network.blackholes(Set.of());
    assertTrue(network.runUntil(this::bothDirect, 20 * SECOND), seed());
    assertFalse(network.runUntil(() -> failed() || !bothDirect(), 60 * SECOND), seed());
  }

  @Test
  void whenTheDirectPathDiesTheRelayTakesOver() {
    begin();
    assertTrue(network.runUntil(this::bothDirect, 5 * SECOND), seed());
    network.runUntil(() -> false, 5 * SECOND);
    network.blackholes(Set.of(LEFT, RIGHT));
    left.agent.doubt(network.now());
    left.advance();
    assertTrue(network.runUntil(() -> bothOn(LinkPath.RELAY), 3 * SECOND), seed());
    network.blackholes(Set.of());
    assertTrue(network.runUntil(this::bothDirect, 20 * SECOND), seed() + " and back");
  }

  @Test
  void whenTheRelayIsGoneTheNextPathIsFound() {
    network.blackholes(Set.of(LEFT, RIGHT));
    begin();
    assertTrue(network.runUntil(() -> bothOn(LinkPath.RELAY), 5 * SECOND), seed());
    network.blackholes(Set.of());
    Route gone = left.agent.path().orElseThrow();
    left.agent.removeBase(SimulatedPeer.RELAY, network.now());
    assertEquals(Optional.empty(), left.agent.path(), "at once");
    assertFalse(left.agent.hasHeardFrom(gone));
    long before = left.sentFrom(SimulatedPeer.RELAY);
    left.advance();
    assertTrue(network.runUntil(this::bothDirect, 2 * SECOND), seed());
    assertEquals(before, left.sentFrom(SimulatedPeer.RELAY), "nothing leaves from there");
    assertFalse(network.runUntil(this::failed, 60 * SECOND), seed());
  }

  @Test
  void whenTheRelayGoesWhileItIsNominatedTheNextPathIsFound() {
    network.blackholes(Set.of(LEFT, RIGHT));
    network.lose(IceRelayTest::nominates);
    begin();
    network.runUntil(() -> false, 3 * SECOND);
    assertEquals(List.of(), right.paths, seed());
    network.lose(datagram -> false);
    network.blackholes(Set.of(RIGHT_RELAY, LEFT_RELAY));
    long before = left.sentFrom(SimulatedPeer.RELAY);
    left.agent.removeBase(SimulatedPeer.RELAY, network.now());
    left.advance();
    assertTrue(network.runUntil(this::bothDirect, 3 * SECOND), seed());
    network.runUntil(() -> false, 3 * SECOND);
    assertEquals(before, left.sentFrom(SimulatedPeer.RELAY), "nor are checks sent again");
  }

  @Test
  void whenThePathDiesOneThatHadFailedIsTriedAtOnce() {
    network.blackholes(Set.of(LEFT, RIGHT));
    begin();
    network.runUntil(() -> false, 8 * SECOND); // direct checks have failed by now
    assertTrue(bothOn(LinkPath.RELAY), seed());
    network.blackholes(Set.of(LEFT_RELAY, RIGHT_RELAY));
    for (SimulatedPeer peer : List.of(left, right)) {
      peer.agent.doubt(network.now());
      peer.advance();
    }
    // Before direct paths would be tried again anyhow: 12 s after the selection at the soonest.
    assertTrue(network.runUntil(this::bothDirect, 3 * SECOND), seed());
  }

  @Test
  void aRelayThatComesLateIsUsedForWhatWasSignalledBefore() {
    SimulatedPeer late =
        new SimulatedPeer(network, SETTINGS, IceRole.CONTROLLING, at("10.1.0.3", 3), none());
    SimulatedPeer other =
        new SimulatedPeer(network, SETTINGS, IceRole.CONTROLLED, at("10.1.0.4", 4), none());
    network.blackholes(Set.of(at("10.1.0.3", 3)));
    late.hear(other.agent.local());
    other.hear(late.agent.local());
    other.candidates().forEach(late::hear);
    network.runUntil(() -> false, SECOND);
    assertEquals(Optional.empty(), late.selected());
    late.relay(at("10.2.0.3", 13));
    late.advance();
    assertTrue(network.runUntil(() -> late.selected().isPresent(), 3 * SECOND), seed());
    assertEquals(List.of(LinkPath.RELAY), late.paths);
  }

  @Test
  void aRelaySeenBeforeItIsSignalledIsCalledOneAfterwards() {
    network.blackholes(Set.of(LEFT, RIGHT));
    right.hear(left.agent.local());
    left.hear(right.agent.local());
    right.candidates().forEach(left::hear);
    network.blackholes(Set.of(LEFT));
    left.agent.removeBase(SimulatedPeer.BASE, network.now());
    left.advance();
    assertTrue(network.runUntil(this::bothSelected, 5 * SECOND), seed());
    assertEquals(List.of(LinkPath.DIRECT), right.paths, "for all that can be known");
    right.hear(leftRelay);
    assertEquals(List.of(LinkPath.DIRECT, LinkPath.RELAY), right.paths, seed());
    assertEquals(LEFT_RELAY, right.selected().orElseThrow());
  }

  @Test
  void checksOfARelaySayThatTheyAreWorthLittle() {
    left.agent.remoteDescription(right.agent.local());
    right.candidates().forEach(left.agent::remoteCandidate);
    left.agent.removeBase(SimulatedPeer.BASE, network.now());
    left.agent.advance(network.now());
    var check = (IceOutput.Transmit) left.agent.poll().orElseThrow();
    assertEquals(SimulatedPeer.RELAY, check.route().base());
    assertEquals(
        IceCandidate.priority(CandidateType.RELAY, 65_535),
        StunMessage.decode(check.datagram()).orElseThrow().priority().orElseThrow());
  }

  @Test
  void aRelayIsAskedForNoAddressOfAnotherFamily() {
    left.hear(right.agent.local());
    left.hear(IceCandidate.of(CandidateType.HOST, 65_535, at("2001:db8::1", 1)));
    network.runUntil(() -> false, SECOND);
    assertTrue(left.sentFrom(SimulatedPeer.BASE) > 0, seed());
    assertEquals(0, left.sentFrom(SimulatedPeer.RELAY), "it has IPv4 only");
  }

  @Test
  void anAnswerCountsOnlyAtTheBaseThatAsked() {
    left.agent.remoteDescription(right.agent.local());
    right.candidates().forEach(left.agent::remoteCandidate);
    left.agent.advance(network.now());
    var check = (IceOutput.Transmit) left.agent.poll().orElseThrow();
    assertEquals(SimulatedPeer.BASE, check.route().base());
    byte[] answer =
        new StunWriter(StunClass.SUCCESS, StunMessage.decode(check.datagram()).orElseThrow().id())
            .xorMappedAddress(LEFT)
            .integrity(right.agent.local().pwd())
            .fingerprint()
            .toBytes();
    left.receive(answer, new Route(SimulatedPeer.RELAY, RIGHT));
    assertEquals(List.of(Verdict.STRAY), left.verdicts);
    left.receive(answer, new Route(SimulatedPeer.BASE, RIGHT));
    assertEquals(List.of(Verdict.STRAY, Verdict.ACCEPTED), left.verdicts);
  }

  @Test
  void whoHasNothingButARelaySendsFromNothingElse() {
    SimulatedPeer hidden =
        new SimulatedPeer(network, SETTINGS, IceRole.CONTROLLING, LEFT, Optional.empty());
    IceCandidate relay = hidden.relay(new InetSocketAddress("10.2.0.3", 13));
    hidden.agent.removeBase(SimulatedPeer.BASE, network.now());
    SimulatedPeer other =
        new SimulatedPeer(
            network,
            SETTINGS,
            IceRole.CONTROLLED,
            new InetSocketAddress("10.1.0.3", 3),
            Optional.empty());
    other.hear(hidden.agent.local());
    hidden.hear(other.agent.local());
    other.hear(relay);
    other.candidates().forEach(hidden::hear);
    assertTrue(
        network.runUntil(
            () -> hidden.selected().isPresent() && other.selected().isPresent(), 5 * SECOND),
        seed());
    assertEquals(List.of(LinkPath.RELAY), hidden.paths, seed());
    assertEquals(List.of(LinkPath.RELAY), other.paths, seed());
    assertTrue(hidden.sent() > 0 && hidden.sentFrom(SimulatedPeer.BASE) == 0, seed());

    byte[] probe = authenticRequest(hidden, other);
    int before = hidden.sent();
    hidden.receive(probe, RIGHT); // at the socket, whose address the peer guesses
    assertEquals(Verdict.STRAY, hidden.verdicts.get(hidden.verdicts.size() - 1));
    assertEquals(before, hidden.sent(), "no answer shows that he is there");
  }

  /** What {@code other} would send to {@code hidden}'s own address. */
  private byte[] authenticRequest(SimulatedPeer hidden, SimulatedPeer other) {
    IceAgent spy =
        new IceAgent(
            SETTINGS,
            new CheckPacer(),
            IceRole.CONTROLLED,
            other.agent.local(),
            List.of(SimulatedPeer.BASE),
            network.random(),
            network.now());
    IceDescription target = hidden.agent.local();
    spy.remoteDescription(target);
    spy.remoteCandidate(IceCandidate.of(CandidateType.HOST, 1, LEFT));
    spy.advance(network.now());
    return ((IceOutput.Transmit) spy.poll().orElseThrow()).datagram();
  }

  private static boolean nominates(byte[] datagram) {
    return StunMessage.decode(datagram).orElseThrow().has(StunAttribute.USE_CANDIDATE);
  }

  private static InetSocketAddress at(String ip, int port) {
    return new InetSocketAddress(ip, port);
  }

  private static Optional<Nat> none() {
    return Optional.empty();
  }

  private void begin() {
    right.hear(left.agent.local());
    left.hear(right.agent.local());
    left.candidates().forEach(right::hear);
    right.candidates().forEach(left::hear);
    right.hear(leftRelay);
    left.hear(rightRelay);
  }

  private boolean bothSelected() {
    return left.selected().isPresent() && right.selected().isPresent();
  }

  private boolean bothDirect() {
    return bothOn(LinkPath.DIRECT);
  }

  private boolean bothOn(LinkPath path) {
    return List.of(left, right).stream()
        .allMatch(peer -> !peer.paths.isEmpty() && peer.paths.get(peer.paths.size() - 1) == path);
  }

  private boolean failed() {
    return left.failure.isPresent() || right.failure.isPresent();
  }

  private String seed() {
    return "seed " + seed;
  }
}
