package org.rop2p.proxy.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.proxy.ServerPackets;
import org.rop2p.proxy.delivery.ToReceivers;
import org.rop2p.proxy.evidence.EvidenceLine;
import org.rop2p.proxy.evidence.LineVerifier;
import org.rop2p.proxy.evidence.TestKey;
import org.rop2p.proxy.message.Content;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.message.LineSignature;
import org.rop2p.proxy.message.PeerMessage;

/** Bob signs what he says; what Ann says is shown, and kept, only with her signature on it. */
class SignedChatTest {
  private static final int ANN = BobsSession.ANN;
  private static final int BEA = BobsSession.BEA;
  private static final String OF_ANN = "Ann : psst";

  private final BobsSession bob = new BobsSession(BobsSession.OFFLOAD);
  private final LineVerifier verifier = new LineVerifier();
  private int number = 1;

  @AfterEach
  void end() {
    bob.close();
  }

  @Test
  void mirroredAndOffloadedLinesAreSignedOnceForAllWhoHearThem() {
    bob.server(ServerPackets.standing(BEA, 101, 100, "Bea"));
    bob.link(BEA);
    bob.prove();
    bob.say("Bob : by peers");
    List<PeerMessage.Told> lines = lines();
    assertEquals(
        List.of("Bob : marks", "Bob : marks", "Bob : by peers", "Bob : by peers"),
        lines.stream().map(told -> text(told.content().orElseThrow())).toList());
    for (int i = 0; i < lines.size(); i += 2) {
      PeerMessage.Told toAnn = lines.get(i);
      assertEquals(toAnn.signature(), lines.get(i + 1).signature());
      assertTrue(
          verifier.genuine(
              toAnn.signedLine().orElseThrow(),
              toAnn.signature().orElseThrow(),
              BobsSession.ownKey()));
      assertEquals(BobsSession.WALL_CLOCK, toAnn.signature().orElseThrow().at());
    }
  }

  @Test
  void whatIsShownIsKept() {
    hearsAnn();
    bob.tells(ANN, new ToReceivers.PeerLine<>(2, BobsSession.line(OF_ANN)));
    bob.tells(ANN, new ToReceivers.BothLine<>(3, BobsSession.line("Ann : there"), 2));
    List<EvidenceLine> kept = bob.evidence.lines();
    assertEquals(
        List.of(OF_ANN, "Ann : there"),
        kept.stream().map(line -> line.line().text().toString()).toList(),
        "the first line came by the server, and is in its log");
    assertTrue(kept.stream().allMatch(line -> line.genuine(verifier)));
  }

  @Test
  void aForgedLineIsNotShownAndIsAnOffence() {
    hearsAnn();
    says(OF_ANN, new TestKey(), BobsSession.WALL_CLOCK);
    assertRefused("bad_signature");
    assertEquals(List.of(ANN + " bad_signature"), bob.presence.offences);
  }

  @Test
  void aSignatureOfAnotherLineIsForged() {
    hearsAnn();
    ToReceivers<Content> other = new ToReceivers.PeerLine<>(2, BobsSession.line("Ann : yes"));
    LineSignature signature =
        BobsSession.told(BobsSession.header(ANN), 0, other).signature().orElseThrow();
    bob.says(
        new PeerMessage.Told(
            BobsSession.header(ANN),
            Kind.CHAT,
            bob.presence.token(ANN),
            new ToReceivers.PeerLine<>(2, BobsSession.line("Ann : no")),
            Optional.of(signature)));
    assertRefused("bad_signature");
  }

  @ParameterizedTest
  @ValueSource(longs = {-601, 601, -BobsSession.WALL_CLOCK, LineSignature.LAST_SECOND / 2})
  void aTimeThatNobodyCanPlaceIsRefusedAndNoOffence(long apart) {
    hearsAnn();
    says(OF_ANN, BobsSession.othersKey(), BobsSession.WALL_CLOCK + apart);
    assertRefused("clocks_differ");
    assertEquals(List.of(), bob.presence.offences);
  }

  @Test
  void clocksOfAFewMinutesDifferenceWillDo() {
    hearsAnn();
    says(OF_ANN, BobsSession.othersKey(), BobsSession.WALL_CLOCK - 600);
    assertEquals(1, bob.screen.size());
  }

  @Test
  void aCrowdThatSignsMoreThanMayBeCheckedIsLeftToTheServer() {
    int crowd = 30;
    for (int i = 0; i < crowd; i++) {
      int account = BEA + 1 + i;
      bob.server(ServerPackets.standing(account, 101, 100, "P" + i));
      bob.link(account);
      bob.tells(account, new ToReceivers.Hello<>(1, ToReceivers.NONE, List.of()));
      bob.tells(
          account,
          new ToReceivers.BothLine<>(1, BobsSession.line("P" + i + " : sync"), ToReceivers.NONE));
      bob.server(ServerPackets.chat(account, "P" + i + " : sync"));
    }
    bob.screen.clear();
    for (int i = 0; i < crowd; i++) {
      bob.tells(BEA + 1 + i, new ToReceivers.PeerLine<>(2, BobsSession.line("P" + i + " : hi")));
    }
    assertEquals(10L, bob.counters.rejects().get("signatures_too_often"));
    assertEquals(20, bob.evidence.lines().size());
    assertEquals(List.of(), bob.presence.offences);
  }

  /** Ann's first line has come by the server as announced. */
  private void hearsAnn() {
    bob.tells(ANN, new ToReceivers.Hello<>(1, ToReceivers.NONE, List.of()));
    bob.tells(ANN, new ToReceivers.BothLine<>(1, BobsSession.line("Ann : sync"), ToReceivers.NONE));
    bob.server(ServerPackets.chat(ANN, "Ann : sync"));
    bob.screen.clear();
    bob.presence.told.clear();
  }

  private void says(String text, TestKey key, long at) {
    bob.says(
        key.told(
            BobsSession.header(ANN),
            Kind.CHAT,
            bob.presence.token(ANN),
            new ToReceivers.PeerLine<>(++number, BobsSession.line(text)),
            at));
  }

  private void assertRefused(String reason) {
    assertEquals(List.of(), bob.screen);
    assertEquals(List.of(), bob.evidence.lines());
    assertEquals(List.of("Ann: NACK 2"), bob.presence.told);
    assertEquals(1L, bob.counters.rejects().get(reason));
  }

  private List<PeerMessage.Told> lines() {
    return bob.presence.messages.stream()
        .filter(PeerMessage.Told.class::isInstance)
        .map(PeerMessage.Told.class::cast)
        .filter(told -> told.signature().isPresent())
        .toList();
  }

  private static String text(Content content) {
    return ((Content.Line) content).text().toString();
  }
}
