package org.rop2p.proxy.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.coordinator.api.ZonePolicy;
import org.rop2p.proxy.peer.Street.Player;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.IceRestart;
import org.rop2p.transport.LinkDown;
import org.rop2p.transport.ProbeSignal;

/** Bob plays here; Ann, Cid and Dee through proxies 6, 7 and 8, to which ours offers links. */
class PresenceStoriesTest {
  private static final int BOB = 2_000_001;
  private static final int ANN = 2_000_002;
  private static final int CID = 2_000_003;
  private static final int DEE = 2_000_004;
  private static final Signal.Offer OFFER = new Signal.Offer("ufrag", "p".repeat(22));

  private final Street street = new Street(2);
  private Player bob;

  @BeforeEach
  void enter() {
    bob = street.new Player(BOB).in("prontera");
    assertFalse(bob.lanes.equals(ZoneLanes.OFF));
  }

  @Test
  void introducedAndOpenIsLinked() {
    bob.meets(ANN, 6);
    assertEquals("", bob.told());
    FakeTransport.Link link = street.transport.last();
    street.transport.last().signals.offer(new IceDescription("ufrag", "p".repeat(22)));
    assertTrue(bob.coordinator.heard.contains(new ClientMessage.SignalTo(ANN, OFFER)));
    bob.coordinator.says(signal(ANN, 6, new Signal.Answer("their", "q".repeat(22))));
    assertEquals(List.of("answer their"), link.heard);
    link.open();
    assertFalse(bob.presence.linked(ANN), "not before he is told");
    assertEquals("linked " + ANN, bob.told());
    assertTrue(bob.presence.linked(ANN));
    assertEquals(42, bob.presence.rttMillis(ANN));
    assertEquals(-1, bob.presence.rttMillis(CID));
    bob.presence.send(street.line(BOB, ANN, CID));
    assertEquals(1, link.sent.size());
    link.reliable(Street.wire(street.line(ANN, BOB)));
    link.down(LinkDown.SILENT);
    assertEquals(ANN + " says 2, unlinked " + ANN, bob.told(), "in the order it happened");
    assertEquals(List.of("up 6", "down 6 SILENT"), street.observed);
  }

  @Test
  void aRestartIsTheLinksOwnBusinessAndIsNoWordThatThePeerHasNone() {
    Signal.Offer offer = new Signal.Offer(2, "fresh", "q".repeat(22), Optional.of("ours"));
    Signal.Answer answer = new Signal.Answer(2, "fresh", "q".repeat(22), Optional.of("ours"));
    bob.coordinator.says(signal(ANN, 6, offer));
    assertEquals(0, street.transport.begun.size(), "nor makes it a link");
    FakeTransport.Link link = linked(ANN, 6);
    bob.coordinator.says(signal(ANN, 6, offer));
    bob.coordinator.says(signal(ANN, 6, answer));
    street.pass(1_000, bob);
    assertEquals(
        List.of("restart OFFER fresh of ours", "restart ANSWER fresh of ours"), link.heard);
    assertEquals(1, street.transport.begun.size());
    IceDescription fresh = new IceDescription("fresh", "q".repeat(22));
    link.signals.restart(IceRestart.offer(fresh, "ours"));
    link.signals.restart(IceRestart.answer(fresh, "ours"));
    assertTrue(bob.coordinator.heard.contains(new ClientMessage.SignalTo(ANN, offer)));
    assertTrue(bob.coordinator.heard.contains(new ClientMessage.SignalTo(ANN, answer)));
  }

  @Test
  void whatIsSaidOfProbingComesWithWhereTheCoordinatorSeesTheOther() {
    String said = "probe:1 offer cone 198.51.100.2 4000 - their";
    Signal.Probe probe = new Signal.Probe(said);
    bob.coordinator.says(probe(probe, Optional.of("198.51.100.2")));
    bob.meets(ANN, 6);
    FakeTransport.Link link = street.transport.last();
    assertEquals(List.of(), link.heard, "there was no link that it could be for");
    bob.coordinator.says(probe(probe, Optional.of("198.51.100.2")));
    bob.coordinator.says(probe(probe, Optional.of("198.51.100.2.3")));
    bob.coordinator.says(probe(probe, Optional.empty()));
    bob.coordinator.says(probe(new Signal.Probe("probe:2 dance"), Optional.empty()));
    assertEquals(
        List.of(
            "probe OFFER seen at [/198.51.100.2]",
            "probe OFFER seen at []",
            "probe OFFER seen at []"),
        link.heard);
    link.signals.probe(ProbeSignal.parse(said).orElseThrow());
    assertTrue(bob.coordinator.heard.contains(new ClientMessage.SignalTo(ANN, probe)));
  }

  @Test
  void bothPlayersBehindALinkAreLinkedAtOnce() {
    linked(ANN, 6);
    bob.meets(CID, 6);
    assertEquals("linked " + CID, bob.told());
    bob.parts(ANN, "left");
    assertEquals("unlinked " + ANN, bob.told());
    assertFalse(street.transport.last().closed, "Cid needs it still");
    bob.parts(CID, "left");
    assertTrue(street.transport.last().closed);
  }

  @Test
  void whoComesBackWithinAMinuteNeedsNothingNew() {
    FakeTransport.Link link = linked(ANN, 6);
    bob.losesSightOf(ANN);
    street.pass(59_000, bob);
    assertEquals("", bob.told());
    link.reliable(Street.wire(street.line(ANN, BOB)));
    assertEquals(ANN + " says 1", bob.told(), "attested still");
    bob.meets(ANN, 6);
    street.pass(600_000, bob);
    assertEquals("", bob.told());
    assertEquals(1, street.transport.begun.size());
  }

  @Test
  void aMinuteOutOfSightEndsIt() {
    FakeTransport.Link link = linked(ANN, 6);
    bob.losesSightOf(ANN);
    street.pass(60_000, bob);
    assertEquals("unlinked " + ANN, bob.told());
    assertTrue(link.closed);
    bob.meets(ANN, 6);
    assertEquals(2, street.transport.begun.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"left", "gone", "moved", "replaced", "muted", "of-a-later-version"})
  void anyOtherReasonEndsItAtOnce(String reason) {
    FakeTransport.Link link = linked(ANN, 6);
    bob.parts(ANN, reason);
    assertEquals("unlinked " + ANN, bob.told());
    assertTrue(link.closed);
    link.reliable(Street.wire(street.line(ANN, BOB)));
    assertEquals("", bob.told());
  }

  @Test
  void anotherMapEndsIt() {
    FakeTransport.Link link = linked(ANN, 6);
    bob.presence.mapEntered("geffen");
    assertEquals("unlinked " + ANN, bob.told());
    assertEquals(ZoneLanes.OFF, bob.lanes);
    assertTrue(link.closed);
  }

  @Test
  void anotherPlaceOfTheMapDoesNot() {
    linked(ANN, 6);
    bob.presence.appeared(ANN);
    street.pass(1_000, bob);
    bob.presence.mapEntered("prontera");
    street.pass(1_000, bob);
    assertEquals(
        new ClientMessage.Sees(List.of(), List.of(ANN)),
        bob.coordinator.heard.get(bob.coordinator.heard.size() - 1));
    assertEquals("", bob.told());
  }

  @Test
  void aLinkThatDiesOutOfSightIsNotRetriedUntilTheyMeetAgain() {
    FakeTransport.Link link = linked(ANN, 6);
    bob.losesSightOf(ANN);
    link.down(LinkDown.SILENT);
    assertEquals("unlinked " + ANN, bob.told());
    street.pass(30_000, bob);
    assertEquals(1, street.transport.begun.size());
    bob.meets(ANN, 6);
    assertEquals(2, street.transport.begun.size());
    street.transport.last().open();
    assertEquals("linked " + ANN, bob.told());
  }

  @Test
  void aLinkThatDiesInSightIsMadeAgain() {
    FakeTransport.Link link = linked(ANN, 6);
    link.down(LinkDown.PEER_CLOSED);
    assertEquals("unlinked " + ANN, bob.told());
    street.pass(700, bob);
    assertEquals(1, street.transport.begun.size());
    street.pass(100, bob);
    assertEquals(2, street.transport.begun.size());
    street.transport.last().open();
    assertEquals("linked " + ANN, bob.told());
  }

  @Test
  void whatCannotBeSentBreaksTheLink() {
    FakeTransport.Link link = linked(ANN, 6);
    bob.meets(CID, 6);
    bob.told();
    link.stuck = true;
    bob.presence.send(street.walk(BOB, ANN));
    assertEquals("", bob.told(), "a walk may be lost");
    bob.presence.send(street.line(BOB, ANN));
    assertEquals(List.of(), bob.heard, "never from within the call");
    assertEquals("unlinked " + ANN + ", unlinked " + CID, bob.told());
    assertTrue(link.closed);
    assertEquals(1, street.counters.rejects().get("stream_broken"));
    street.pass(1_000, bob);
    street.transport.last().open();
    assertEquals("linked " + ANN + ", linked " + CID, bob.told());
  }

  @Test
  void playersOfOneProxyAreLinkedAtOnce() {
    Player bea = street.new Player(CID).in("prontera");
    bob.meets(CID, 5);
    bea.meets(BOB, 5);
    assertEquals("linked " + CID, bob.told());
    assertEquals("linked " + BOB, bea.told());
    assertEquals(0, bob.presence.rttMillis(CID));
    bob.presence.send(street.line(BOB, CID));
    assertEquals(BOB + " says 1", bea.told());
    assertEquals(0, street.transport.begun.size());
    bea.presence.close();
    bob.presence.send(street.line(BOB, CID));
    assertEquals("", bea.told());
    bob.parts(CID, "gone");
    assertEquals("unlinked " + CID, bob.told());
  }

  @Test
  void theNearestAreLinkedAndWhoWaitsComesNext() {
    bob.cells.putAll(Map.of(ANN, 9, CID, 6, DEE, 8));
    linked(ANN, 6);
    linked(CID, 7);
    bob.meets(DEE, 8);
    assertEquals(2, street.transport.begun.size(), "a cell nearer than Ann is no reason");
    bob.parts(CID, "left");
    street.transport.last().open();
    assertEquals("unlinked " + CID + ", linked " + DEE, bob.told());
    bob.meets(CID, 7);
    assertEquals(3, street.transport.begun.size());
    bob.cells.put(ANN, 14);
    street.pass(1_000, bob);
    assertEquals("unlinked " + ANN, bob.told(), "he has gone far away");
    street.transport.last().open();
    assertEquals("linked " + CID, bob.told());
  }

  @Test
  void anOfferToAFullHouseIsTakenWhenThereIsRoom() {
    linked(CID, 7);
    FakeTransport.Link dees = linked(DEE, 8);
    bob.meets(ANN, 4);
    bob.coordinator.says(signal(ANN, 4, OFFER));
    bob.coordinator.says(
        signal(
            ANN,
            4,
            new Signal.IceCandidate("candidate:1 1 udp 2130706431 192.0.2.1 4000 typ host")));
    assertEquals(2, street.transport.begun.size());
    bob.losesSightOf(DEE);
    assertEquals(3, street.transport.begun.size());
    assertTrue(dees.closed);
    assertEquals(List.of("offer ufrag", "candidate 4000"), street.transport.last().heard);
  }

  @Test
  void whoIsHiddenIsIntroducedToNobodyWhoGuessesHisAccount() {
    bob.presence.appeared(ANN);
    street.pass(1_000, bob);
    bob.coordinator.heard.clear();
    bob.presence.seen(false);
    bob.presence.appeared(CID);
    street.pass(1_000, bob);
    street.pass(1_000, bob);
    assertEquals(List.of(new ClientMessage.Sees(List.of(), List.of(ANN))), bob.coordinator.heard);
    bob.coordinator.heard.clear();
    bob.presence.seen(true);
    street.pass(1_000, bob);
    assertEquals(
        List.of(new ClientMessage.Sees(List.of(ANN, CID), List.of())), bob.coordinator.heard);
  }

  @Test
  void aStrangersSignalIsNotHeard() {
    bob.meets(ANN, 4);
    bob.coordinator.says(signal(CID, 4, OFFER));
    bob.coordinator.says(signal(ANN, 3, OFFER));
    assertEquals(0, street.transport.begun.size());
  }

  @Test
  void aCoordinatorThatGoesAwayTakesNothingWithIt() {
    FakeTransport.Link link = linked(ANN, 6);
    bob.meets(CID, 6);
    bob.told();
    bob.presence.appeared(ANN);
    bob.presence.appeared(CID);
    bob.coordinator.hangsUp();
    bob.presence.vanished(CID);
    street.pass(59_999, bob);
    street.play();
    assertEquals("", bob.told());
    street.pass(1, bob);
    assertEquals("unlinked " + CID, bob.told(), "nobody else told that he had gone");
    bob.coordinator.says(new ServerMessage.SessionJoined("session", "prontera", false));
    street.pass(1_000, bob);
    assertTrue(bob.coordinator.heard.contains(new ClientMessage.Sees(List.of(ANN), List.of())));
    bob.meets(ANN, 6);
    street.pass(600_000, bob);
    assertEquals("", bob.told());
    assertFalse(link.closed);
  }

  /** The socket breaks, the coordinator restarts, or another one goes on: the same to links. */
  @ParameterizedTest(name = "resumed: {0}")
  @ValueSource(booleans = {true, false})
  void whateverBecomesOfTheCoordinatorNoLinkGoesDown(boolean resumed) {
    FakeTransport.Link link = linked(ANN, 6);
    bob.meets(CID, 6);
    assertEquals("linked " + CID, bob.told());
    bob.presence.appeared(ANN);
    bob.presence.appeared(CID);
    street.pass(1_000, bob);
    for (int i = 0; i < 3; i++) {
      bob.comesBack("prontera", resumed);
      street.pass(50, bob);
      assertEquals(new ClientMessage.Sees(List.of(ANN, CID), List.of()), bob.said());
      bob.meets(ANN, 6);
      if (i < 2) {
        bob.meets(CID, 6);
      }
      street.pass(30_000, bob);
      assertEquals("", bob.told());
    }
    street.pass(29_949, bob);
    assertEquals("", bob.told());
    street.pass(1, bob);
    assertEquals("unlinked " + CID, bob.told(), "the coordinator did not know of her any more");
    street.pass(600_000, bob);
    assertEquals("", bob.told());
    assertFalse(link.closed);
    assertEquals(1, street.transport.begun.size());
    assertEquals(List.of("up 6"), street.observed);
  }

  @Test
  void whoWasAloneWhenItBrokeSaysSo() {
    linked(ANN, 6);
    bob.presence.appeared(ANN);
    street.pass(1_000, bob);
    bob.coordinator.hangsUp();
    bob.presence.vanished(ANN);
    bob.comesBack("prontera", true);
    street.pass(50, bob);
    street.pass(1_000, bob);
    assertEquals(new ClientMessage.Sees(List.of(), List.of()), bob.said());
    bob.losesSightOf(ANN);
    assertEquals("", bob.told());
    street.pass(60_000, bob);
    assertEquals("unlinked " + ANN, bob.told());
  }

  @Test
  void whoCameBackAsAnotherProxyMeanwhileIsTakenAnew() {
    FakeTransport.Link old = linked(ANN, 6);
    bob.comesBack("prontera", true);
    bob.meets(ANN, 7);
    assertEquals("unlinked " + ANN, bob.told());
    assertTrue(old.closed);
    street.transport.last().open();
    assertEquals("linked " + ANN, bob.told());
  }

  /** The farthest would make room, were she thought to be out of sight. */
  @Test
  void whileTheCoordinatorIntroducesAnewNobodyTakesAnothersPlace() {
    bob.cells.putAll(Map.of(ANN, 3, CID, 3, DEE, 3));
    List.of(ANN, CID, DEE).forEach(bob.presence::appeared);
    FakeTransport.Link anns = linked(ANN, 6);
    FakeTransport.Link cids = linked(CID, 7);
    bob.meets(DEE, 8);
    bob.comesBack("prontera", true);
    bob.meets(DEE, 8);
    street.pass(2_000, bob);
    bob.meets(CID, 7);
    bob.meets(ANN, 6);
    assertEquals("", bob.told());
    assertFalse(anns.closed || cids.closed);
  }

  @Test
  void aTokenThatIsRenewedIsTheOneToShow() {
    bob.coordinator.says(new ServerMessage.TokenRenewed("newer", Instant.EPOCH));
    assertTrue(bob.coordinator.asked.contains("renewed newer"), "for relays, too");
    bob.comesBack("prontera", true);
    assertEquals("newer", bob.coordinator.shownJwt);
  }

  @Test
  void whileTheAdminHasSwitchedP2pOffNobodyIsKnown() {
    FakeTransport.Link link = linked(ANN, 6);
    bob.coordinator.says(new ServerMessage.Switched(false, "maintenance"));
    assertEquals("unlinked " + ANN, bob.told());
    assertEquals(ZoneLanes.OFF, bob.lanes);
    assertTrue(link.closed);
    bob.meets(CID, 7);
    bob.coordinator.says(signal(CID, 7, OFFER));
    street.pass(100_000, bob);
    assertEquals(1, street.transport.begun.size());
    bob.coordinator.says(new ServerMessage.Switched(true, ""));
    assertFalse(bob.lanes.equals(ZoneLanes.OFF));
    assertEquals(3, street.transport.begun.size(), "to Ann and to Cid");
    street.transport.last().open();
    assertEquals("linked " + CID, bob.told());
  }

  @Test
  void whoIsThrownOutIsLinkedWithNobodyAndComesBackByHimself() {
    FakeTransport.Link link = linked(ANN, 6);
    bob.coordinator.says(new ServerMessage.Refused("kicked", "The admin has thrown you out"));
    bob.coordinator.hangsUp();
    assertEquals("unlinked " + ANN, bob.told());
    assertEquals(ZoneLanes.OFF, bob.lanes);
    assertTrue(link.closed);
    bob.coordinator.asked.clear();
    street.pass(599_999, bob);
    assertEquals(List.of(), bob.coordinator.asked);
    street.pass(1, bob);
    street.play();
    assertEquals(List.of("login", "join prontera"), bob.coordinator.asked);
  }

  @Test
  void whomTheAdminMutesIsTold() {
    bob.coordinator.says(new ServerMessage.Muted(ANN, true));
    bob.coordinator.says(new ServerMessage.Muted(BOB, true));
    bob.coordinator.says(new ServerMessage.Muted(ANN, false));
    assertEquals("muted " + ANN + ", muted " + BOB + ", unmuted " + ANN, bob.told());
  }

  @Test
  void howItGoesIsReportedByOneOfUsEveryTenSeconds() {
    Player bea = street.new Player(CID).in("prontera");
    bob.presence.appeared(CID);
    bob.presence.appeared(DEE);
    bea.presence.appeared(BOB);
    bob.meets(CID, 5);
    street.pass(1_000, bob, bea);
    for (int second = 0; second < 30; second++) {
      street.pass(1_000, bob, bea);
    }
    assertEquals(4, reports(bob).size(), "at once, and then each ten seconds");
    assertEquals(
        Map.of("now.peers.in_view", 3L, "now.peers.linked", 1L), reports(bob).get(1).counters());
    assertEquals(List.of(), reports(bea));
    bob.coordinator.joinStatus = 503;
    bob.coordinator.hangsUp();
    for (int second = 0; second < 20; second++) {
      street.pass(1_000, bob, bea);
    }
    assertEquals(4, reports(bob).size(), "nothing while he is not joined");
    assertEquals(2, reports(bea).size());
  }

  private static List<ClientMessage.Stats> reports(Player player) {
    return player.coordinator.heard.stream()
        .filter(ClientMessage.Stats.class::isInstance)
        .map(ClientMessage.Stats.class::cast)
        .toList();
  }

  @Test
  void aZoneThatIsAllowedLaterComesOn() {
    bob.coordinator.joinStatus = 403;
    bob.presence.mapEntered("geffen");
    street.play();
    bob.coordinator.asked.clear();
    bob.coordinator.joinStatus = 200;
    street.pass(59_999, bob);
    assertEquals(List.of(), bob.coordinator.asked);
    street.pass(1, bob);
    street.play();
    assertEquals(List.of("join geffen"), bob.coordinator.asked);
    bob.coordinator.says(new ServerMessage.SessionJoined("session", "geffen", false));
    assertFalse(bob.lanes.equals(ZoneLanes.OFF));
  }

  @Test
  void orAtOnceWhenTheCoordinatorSaysSo() {
    bob.coordinator.joinStatus = 403;
    bob.presence.mapEntered("geffen");
    street.play();
    bob.coordinator.asked.clear();
    bob.coordinator.says(new ServerMessage.PolicyChanged("geffen", ZonePolicy.DEFAULT));
    assertEquals(List.of("join geffen"), bob.coordinator.asked);
    assertEquals(ZoneLanes.OFF, bob.lanes);
  }

  @Test
  void afterTheEndNothingIsHeard() {
    FakeTransport.Link link = linked(ANN, 6);
    link.reliable(Street.wire(street.line(ANN, BOB)));
    bob.presence.close();
    assertEquals("", bob.told());
    assertTrue(link.closed);
    link.reliable(Street.wire(street.line(ANN, BOB)));
    assertEquals("", bob.told());
    street.links.close();
    assertTrue(street.transport.closed);
  }

  @Test
  void whoLogsInAnewIsAnotherPresenceOfTheSameAccount() {
    linked(ANN, 6);
    Player again = street.new Player(BOB).in("prontera");
    again.meets(ANN, 6);
    assertEquals("linked " + ANN, again.told());
    bob.presence.close();
    street.transport.last().reliable(Street.wire(street.line(ANN, BOB)));
    assertEquals(ANN + " says 1", again.told());
    assertFalse(street.transport.last().closed);
  }

  private FakeTransport.Link linked(int account, int proxy) {
    bob.meets(account, proxy);
    FakeTransport.Link link = street.transport.last();
    assertEquals(Street.proxy(proxy), link.remote);
    link.open();
    assertEquals("linked " + account, bob.told());
    return link;
  }

  private static ServerMessage probe(Signal.Probe probe, Optional<String> seenFrom) {
    return new ServerMessage.SignalFrom(ANN, Street.proxy(6).hex(), probe, seenFrom);
  }

  private static ServerMessage signal(int from, int proxy, Signal signal) {
    Fingerprint fingerprint = Street.proxy(proxy);
    return new ServerMessage.SignalFrom(from, fingerprint.hex(), signal);
  }
}
