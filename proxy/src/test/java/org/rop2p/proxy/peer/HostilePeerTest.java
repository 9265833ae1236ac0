package org.rop2p.proxy.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.proxy.Hex;
import org.rop2p.proxy.peer.Street.Player;
import org.rop2p.transport.LinkDown;

/**
 * Mallory plays through proxy 6 and is linked to Bob, who plays here with Bea; honest Ann plays
 * through proxy 7.
 */
class HostilePeerTest {
  private static final int BOB = 2_000_001;
  private static final int BEA = 2_000_002;
  private static final int MALLORY = 2_000_666;
  private static final int ANN = 2_000_003;
  private static final int STRANGER = 2_000_999;

  /** What may reach the game of a flood: the burst, and what one proxy may leave in a mailbox. */
  private static final int BURST = 400;

  private static final int MAILBOX = 128;

  private final Street street = new Street(10);
  private Player bob;
  private FakeTransport.Link mallorys;
  private FakeTransport.Link anns;

  @BeforeEach
  void meet() {
    bob = street.new Player(BOB).in("prontera");
    bob.meets(MALLORY, 6);
    mallorys = street.transport.last().open();
    bob.meets(ANN, 7);
    anns = street.transport.last().open();
    bob.told();
    street.now += PeerLinks.GRACE_MILLIS;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFloodOfTenThousandASecondIsBoundedBeforeTheGame(boolean attested) {
    int author = attested ? MALLORY : STRANGER;
    int tasks = 0;
    int most = 0;
    for (int i = 0; i < 10_000; i++) {
      street.now += i % 10 == 0 ? 1 : 0;
      mallorys.datagram(Street.wire(street.walk(author, BOB)));
      most = Math.max(most, street.game.size());
      if (i % 1_000 == 0 && !street.game.isEmpty()) {
        street.game.remove().run(); // a game that is held up has few turns
        tasks++;
      }
    }
    assertTrue(most <= 1, most + " tasks at a time");
    assertTrue(tasks <= 10);
    assertTrue(bob.heard.size() <= BURST, bob.heard.size() + " reached the game");
    assertTrue(bob.heard.size() <= tasks * 32);
    assertTrue(mallorys.closed, "and its sender is refused");
    assertEquals(1, street.counters.rejects().get("proxy_refused"));
    assertTrue(
        street.counters.rejects().containsKey(attested ? "over_rate" : "not_attested"),
        street.counters.rejects()::toString);
    assertFalse(anns.closed);
    anns.reliable(Street.wire(street.line(ANN, BOB)));
    assertTrue(bob.told().endsWith(ANN + " says 10001"), "others are heard as ever");
  }

  @Test
  void aFloodOfLinesBreaksItsOwnLinkOnly() {
    for (int i = 0; i < 10_000; i++) {
      mallorys.reliable(Street.wire(street.line(MALLORY, BOB)));
    }
    assertEquals(1, street.game.size());
    assertTrue(mallorys.closed);
    assertFalse(anns.closed);
    street.play();
    assertEquals(MAILBOX + 1, bob.heard.size());
    assertEquals("unlinked " + MALLORY, bob.heard.get(MAILBOX));
    assertEquals(1, street.counters.rejects().get("mailbox_full"));
    assertEquals(1, street.counters.rejects().get("stream_broken"));
  }

  @Test
  void aGameThatIsHeldUpLetsNoMemoryGrow() {
    for (int i = 0; i < 600; i++) { // ten minutes, links that break and come back all the time
      street.pass(1_000);
      if (street.transport.last().closed) {
        continue;
      }
      FakeTransport.Link link = street.transport.last();
      if (link.datagrams == 0 && link.sent.isEmpty()) {
        link.open();
      }
      for (int n = 0; n < 150; n++) {
        link.reliable(Street.wire(street.line(ANN, BOB)));
      }
    }
    assertTrue(street.transport.begun.size() > 100, "links came and went");
    assertEquals(1, street.game.size());
    street.play();
    assertTrue(bob.heard.size() <= 2 * MAILBOX + 4, bob.heard.size() + " had been waiting");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Of another version, else a good walk:
        "01 04 001E8481 00000007 01 001E8482 03 'prt' 00000003 00 0096 0064 00",
        "", // nothing
        "02 07 11*40", // no type
        "11*2000", // huge
        // One is named twice:
        "02 04 001E8481 00000007 02 001E8482 001E8482 03 'prt' 00000003 00 0096 0064 00"
      })
  void whatNoHonestProxySendsGetsItRefused(String wire) {
    for (int i = 0; i < 5; i++) {
      mallorys.datagram(Hex.frame(wire));
    }
    assertTrue(mallorys.closed);
    assertEquals("unlinked " + MALLORY, bob.told());
    assertFalse(anns.closed);
  }

  @Test
  void aLostPlaceInTheStreamEndsTheLinkAtOnce() {
    mallorys.reliable(Hex.frame("FF"));
    assertTrue(mallorys.closed);
    assertEquals("unlinked " + MALLORY, bob.told());
    street.pass(1_000, bob);
    assertFalse(street.transport.last() == anns, "one such is no reason to refuse the proxy");
  }

  @Test
  void theRefusedAreRefusedForTenMinutes() {
    offend();
    int links = street.transport.begun.size();
    bob.meets(MALLORY, 6);
    street.pass(599_000);
    assertEquals(links, street.transport.begun.size());
    assertEquals("", bob.told());
    street.pass(1_000);
    assertEquals(links + 1, street.transport.begun.size());
  }

  @Test
  void norAreTheirOffersTaken() {
    bob.meets(STRANGER, 4);
    Signal offer = new Signal.Offer("ufrag", "p".repeat(22));
    ServerMessage signal = new ServerMessage.SignalFrom(STRANGER, Street.proxy(4).hex(), offer);
    bob.coordinator.says(signal);
    FakeTransport.Link theirs = street.transport.last().open();
    for (int i = 0; i < 5; i++) {
      theirs.datagram(Hex.frame("07"));
    }
    assertTrue(theirs.closed);
    int links = street.transport.begun.size();
    street.pass(1_000);
    bob.coordinator.says(signal);
    assertEquals(links, street.transport.begun.size());
    assertEquals(1, street.counters.rejects().get("refused_proxy"));
  }

  @Test
  void checksOfTheGameCountAgainstTheProxy() {
    for (int i = 0; i < 10; i++) {
      bob.presence.offended(MALLORY, "not_his_name");
    }
    assertEquals("unlinked " + MALLORY, bob.told());
    assertTrue(mallorys.closed);
  }

  @Test
  void nobodySpeaksForOthers() {
    mallorys.reliable(Street.wire(street.line(ANN, BOB)));
    mallorys.reliable(Street.wire(street.line(MALLORY, BEA)));
    assertEquals("", bob.told());
    assertEquals(1, street.counters.rejects().get("not_attested"));
    assertEquals(1, street.counters.rejects().get("unknown_recipient"));
    assertFalse(mallorys.closed, "once may be an accident");
  }

  /** Mallory's friends have joined with Ann's fingerprint: Bob is led to think they play there. */
  @Test
  void whoIsLedToAccountsThatAreNotHereIsBlamedOnceForAMessage() {
    Integer[] others = IntStream.range(0, 32).mapToObj(i -> STRANGER + i).toArray(Integer[]::new);
    for (int i = 0; i < 600; i++) { // five walks a second, for two minutes
      street.now += 200;
      anns.datagram(Street.wire(street.walk(ANN, others)));
    }
    assertFalse(anns.closed);
    assertEquals(600, street.counters.rejects().get("unknown_recipient"));
  }

  @Test
  void offersAllTheTimeMakeAFewLinksASecondAndFillNoMemory() {
    bob.meets(STRANGER, 4);
    String from = Street.proxy(4).hex();
    int before = street.transport.begun.size();
    Signal.IceCandidate candidate =
        new Signal.IceCandidate("candidate:1 1 udp 2130706431 192.0.2.1 4000 typ host");
    for (int i = 0; i < 10_000; i++) { // in ten seconds
      street.now += 1;
      Signal offer = new Signal.Offer("ufrag" + i, "p".repeat(22));
      bob.coordinator.says(new ServerMessage.SignalFrom(STRANGER, from, offer));
      bob.coordinator.says(new ServerMessage.SignalFrom(STRANGER, from, candidate));
      if (i % 250 == 0) {
        street.links.tick();
      }
    }
    int links = street.transport.begun.size() - before;
    assertTrue(links <= 21, links + " links");
    assertEquals(0, street.game.size());
    assertFalse(anns.closed);
  }

  @Test
  void whoHasLostItsCoordinatorMayGoOnForAWhile() {
    bob.parts(MALLORY, "gone");
    bob.meets(STRANGER, 6);
    FakeTransport.Link link = street.transport.last().open();
    bob.told();
    street.now += PeerLinks.GRACE_MILLIS;
    for (int i = 0; i < 1_000; i++) { // five walks a second, for more than three minutes
      street.now += 200;
      link.datagram(Street.wire(street.walk(MALLORY, BOB)));
    }
    assertFalse(link.closed);
    assertEquals("", bob.told());
  }

  @Test
  void justIntroducedNobodyIsBlamed() {
    bob.meets(STRANGER, 6);
    for (int i = 0; i < 300; i++) {
      mallorys.datagram(Street.wire(street.walk(ANN, BOB)));
    }
    assertFalse(mallorys.closed);
    assertEquals(300, street.counters.rejects().get("not_attested"));
  }

  @Test
  void brokenFramingIsAnOffence() {
    FakeTransport.Link link = mallorys;
    for (int i = 0; i < 4; i++) {
      link.down(LinkDown.PROTOCOL);
      street.pass(1_000);
      link = street.transport.last().open();
    }
    assertEquals(4, street.counters.rejects().get("bad_framing"));
  }

  private void offend() {
    repeat(5, () -> Unpooled.buffer().writeByte(9), mallorys);
    assertTrue(mallorys.closed);
    bob.told();
  }

  private static void repeat(int times, Supplier<ByteBuf> message, FakeTransport.Link link) {
    for (int i = 0; i < times; i++) {
      link.datagram(message.get());
    }
  }
}
