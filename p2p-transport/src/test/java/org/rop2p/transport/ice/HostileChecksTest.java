package org.rop2p.transport.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.stun.StunAttribute;
import org.rop2p.transport.stun.StunClass;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.StunWriter;
import org.rop2p.transport.stun.TransactionId;

/** What is forged, unasked for, not understood or too much. */
final class HostileChecksTest {
  private static final IceSettings SETTINGS =
      IceSettings.of(Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofSeconds(5), 8);

  private final SimulatedNetwork network = new SimulatedNetwork(System.nanoTime());
  private final SimulatedPeer left = peer("10.1.0.1", 1, IceRole.CONTROLLING);
  private final SimulatedPeer right = peer("10.1.0.2", 2, IceRole.CONTROLLED);

  @Test
  void forgedMessagesChangeNothing() {
    left.hear(right.agent.local());
    IceDescription own = left.agent.local();
    IceDescription peer = right.agent.local();
    String name = own.ufrag() + ":" + peer.ufrag();
    record Forgery(String story, Verdict verdict, StunWriter message) {}
    Forgery[] forgeries = {
      new Forgery(
          "wrong password",
          Verdict.UNAUTHENTICATED,
          request().username(name).priority(1).integrity(peer.pwd()).fingerprint()),
      new Forgery(
          "no integrity",
          Verdict.UNAUTHENTICATED,
          request().username(name).priority(1).fingerprint()),
      new Forgery(
          "no fingerprint",
          Verdict.UNAUTHENTICATED,
          request().username(name).priority(1).integrity(own.pwd())),
      new Forgery(
          "another peer's name",
          Verdict.UNAUTHENTICATED,
          request()
              .username(own.ufrag() + ":other")
              .priority(1)
              .integrity(own.pwd())
              .fingerprint()),
      new Forgery(
          "no priority",
          Verdict.UNAUTHENTICATED,
          request().username(name).integrity(own.pwd()).fingerprint()),
      new Forgery(
          "an answer to nothing",
          Verdict.STRAY,
          new StunWriter(StunClass.SUCCESS, id())
              .xorMappedAddress(address("10.9.9.9", 9))
              .integrity(peer.pwd())
              .fingerprint()),
      new Forgery("an indication", Verdict.STRAY, new StunWriter(StunClass.INDICATION, id()))
    };
    for (Forgery forgery : forgeries) {
      left.verdicts.clear();
      left.receive(forgery.message.toBytes(), address("10.9.9.9", 9));
      assertEquals(forgery.verdict, left.verdicts.get(0), forgery.story);
      assertEquals(0, left.sent(), forgery.story);
      assertFalse(left.agent.hasHeardFrom(route(address("10.9.9.9", 9))), forgery.story);
      assertEquals(Optional.empty(), left.agent.path(), forgery.story);
    }
  }

  @Test
  void answersCountOnlyFromWhereTheQuestionWent() {
    InetSocketAddress asked = address("10.1.0.2", 2);
    left.agent.remoteDescription(right.agent.local());
    left.agent.remoteCandidate(IceCandidate.of(CandidateType.HOST, 65_535, asked));
    left.agent.advance(network.now());
    var question = (IceOutput.Transmit) left.agent.poll().orElseThrow();
    StunMessage answer =
        StunMessage.decode(
                new StunWriter(
                        StunClass.SUCCESS,
                        StunMessage.decode(question.datagram()).orElseThrow().id())
                    .xorMappedAddress(address("10.1.0.1", 1))
                    .integrity(right.agent.local().pwd())
                    .fingerprint()
                    .toBytes())
            .orElseThrow();

    assertEquals(route(asked), question.route());
    assertEquals(
        Verdict.STRAY, left.agent.receive(answer, route(address("10.9.9.9", 2)), network.now()));
    assertEquals(Optional.empty(), left.agent.path());
    assertEquals(Verdict.ACCEPTED, left.agent.receive(answer, route(asked), network.now()));
    assertEquals(Optional.of(route(asked)), left.agent.path());
    assertEquals(
        Verdict.STRAY, left.agent.receive(answer, route(asked), network.now()), "answered once");
  }

  @Test
  void anUnknownRequiredAttributeIsNamedInTheRefusal() {
    left.hear(right.agent.local());
    String name = left.agent.local().ufrag() + ":" + right.agent.local().ufrag();
    byte[] message =
        request()
            .username(name)
            .priority(1)
            .role(0x7001, 1)
            .integrity(left.agent.local().pwd())
            .fingerprint()
            .toBytes();
    left.agent.receive(
        StunMessage.decode(message).orElseThrow(), route(address("10.9.9.9", 9)), network.now());
    var reply = (IceOutput.Transmit) left.agent.poll().orElseThrow();
    StunMessage refusal = StunMessage.decode(reply.datagram()).orElseThrow();
    assertEquals(420, refusal.errorCode().orElseThrow());
    assertTrue(refusal.has(StunAttribute.UNKNOWN_ATTRIBUTES));
    assertFalse(left.agent.hasHeardFrom(route(address("10.9.9.9", 9))));
  }

  @Test
  void candidatesAreBoundedSignalledOrDiscovered() {
    left.hear(right.agent.local());
    for (int port = 1; port <= SETTINGS.maxCandidates(); port++) {
      assertTrue(
          left.agent.remoteCandidate(
              IceCandidate.of(CandidateType.HOST, port, address("10.9.9.9", port))));
    }
    assertFalse(
        left.agent.remoteCandidate(
            IceCandidate.of(CandidateType.HOST, 1, address("10.9.9.9", 999))));
    String name = left.agent.local().ufrag() + ":" + right.agent.local().ufrag();
    left.receive(
        request()
            .username(name)
            .priority(1)
            .integrity(left.agent.local().pwd())
            .fingerprint()
            .toBytes(),
        address("10.9.9.9", 1_000));
    assertEquals(Verdict.STRAY, left.verdicts.get(0));
    assertTrue(
        left.agent.remoteCandidate(IceCandidate.of(CandidateType.HOST, 9, address("10.9.9.9", 1))),
        "one known already");
  }

  private SimulatedPeer peer(String ip, int port, IceRole role) {
    return new SimulatedPeer(network, SETTINGS, role, address(ip, port), Optional.empty());
  }

  private StunWriter request() {
    return new StunWriter(StunClass.REQUEST, id());
  }

  private TransactionId id() {
    return TransactionId.next(network.random());
  }

  private static Route route(InetSocketAddress remote) {
    return new Route(SimulatedPeer.BASE, remote);
  }

  private static InetSocketAddress address(String ip, int port) {
    return new InetSocketAddress(ip, port);
  }
}
