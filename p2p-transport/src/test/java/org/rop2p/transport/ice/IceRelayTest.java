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
    left.agent.removeBase(SimulatedPeer.RELAY, network.now());
    left.advance();
    assertTrue(network.runUntil(this::bothDirect, 2 * SECOND), seed());
    assertFalse(network.runUntil(this::failed, 60 * SECOND), seed());
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
    assertTrue(hidden.relayedOnly && hidden.sent > 0, seed());

    byte[] probe = authenticRequest(hidden, other);
    int before = hidden.sent;
    hidden.receive(probe, RIGHT); // at the socket, whose address the peer guesses
    assertEquals(Verdict.STRAY, hidden.verdicts.get(hidden.verdicts.size() - 1));
    assertEquals(before, hidden.sent, "no answer shows that he is there");
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
