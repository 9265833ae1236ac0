package org.rop2p.proxy.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.view.Cell;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.proxy.delivery.ToReceivers;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.peer.link.LinkGuard;
import org.rop2p.proxy.peer.link.Offence;
import org.rop2p.proxy.walking.OpenRequests;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.LinkDown;

/** One link: what goes out by which lane, and what of the other side is told. */
class LinkAttemptTest {
  private static final PeerMessage.Header HEADER =
      new PeerMessage.Header(7, List.of(8), "prontera", 1);
  private static final PeerMessage LINE =
      new PeerMessage.Subscribe(HEADER, 1, EnumSet.of(Kind.CHAT));
  private static final PeerMessage WALK =
      new PeerMessage.WalkTo(HEADER, 1, OpenRequests.NONE, new Cell(1, 2), false);

  private static final PeerMessage SETTLED =
      new PeerMessage.Told(HEADER, Kind.CHAT, 1, new ToReceivers.Settled<>(1));

  private final List<String> told = new ArrayList<>();
  private final FakeTransport transport = new FakeTransport(Street.proxy(5));
  private final LinkAttempt attempt = new LinkAttempt(Street.proxy(6), new Owner(), () -> 0);
  private FakeTransport.Link link;

  @BeforeEach
  void begin() {
    link = transport.link(Street.proxy(6), attempt, attempt);
    attempt.on(link);
  }

  @Test
  void isOpenAsSoonAsTheTransportIsUp() {
    assertFalse(attempt.isOpen());
    attempt.send(LINE);
    attempt.send(WALK);
    assertEquals(0, link.sent.size() + link.datagrams);
    link.open();
    assertTrue(attempt.isOpen());
    attempt.close();
    assertFalse(attempt.isOpen());
    attempt.send(LINE);
    assertEquals(0, link.sent.size());
    assertEquals(List.of("opened", "ended CLOSED"), told);
  }

  @Test
  void whatMayBeLostGoesByDatagramAllElseInOrder() {
    link.open();
    attempt.send(LINE);
    assertEquals("1, 0", link.sent.size() + ", " + link.datagrams);
    attempt.send(WALK);
    assertEquals("1, 1", link.sent.size() + ", " + link.datagrams);
    attempt.send(SETTLED);
    assertEquals("1, 2", link.sent.size() + ", " + link.datagrams);
    link.reliable(Street.wire(LINE));
    link.datagram(Street.wire(WALK));
    assertEquals(List.of("opened", "received " + LINE, "received " + WALK), told);
  }

  @Test
  void whatHadToArriveAndCannotBeSentBreaksTheLinkAWalkDoesNot() {
    link.open();
    link.stuck = true;
    attempt.send(WALK);
    assertEquals(List.of("opened"), told);
    attempt.send(LINE);
    assertEquals(List.of("opened", "broken"), told);
  }

  @Test
  void whatIsUnreadableIsAnOffenceAndOnTheStreamBreaksTheLink() {
    link.open();
    link.datagram(Unpooled.buffer().writeByte(9));
    assertEquals(List.of("opened", "offended MALFORMED"), told);
    link.reliable(Unpooled.buffer().writeByte(9));
    assertEquals(List.of("opened", "offended MALFORMED", "offended MALFORMED", "broken"), told);
  }

  @Test
  void whatTheGuardRefusesIsNotAdmitted() {
    link.open();
    assertTrue(attempt.admits(LinkGuard.MAX_MESSAGE_BYTES));
    assertFalse(attempt.admits(LinkGuard.MAX_MESSAGE_BYTES + 1));
    assertEquals(List.of("opened", "offended TOO_LARGE"), told);
    attempt.close();
    assertFalse(attempt.admits(1), "nothing is worth opening any more");
  }

  @Test
  void aBrokenSealIsAnOffence() {
    link.open();
    attempt.sealBroken();
    assertEquals(List.of("opened", "offended SEAL_BROKEN"), told);
  }

  @Test
  void aProbeOfAnotherVersionIsIgnoredAndAMalformedOneIsAnOffence() {
    attempt.hear(new Signal.Probe("probe:2 dance"), Optional.empty());
    attempt.hear(new Signal.Probe("probe:1 dance"), Optional.empty());
    assertEquals(List.of("ignored other_probe_version", "offended BAD_SIGNAL"), told);
    assertEquals(List.of(), link.heard);
  }

  private final class Owner implements LinkAttempt.Owner {
    @Override
    public void signal(Fingerprint proxy, Signal signal) {}

    @Override
    public boolean isCurrent(LinkAttempt link) {
      return true;
    }

    @Override
    public void opened(LinkAttempt link) {
      told.add("opened");
    }

    @Override
    public void received(LinkAttempt link, PeerMessage message) {
      told.add("received " + message);
    }

    @Override
    public void carried(int bytes, boolean out) {}

    @Override
    public void offended(Fingerprint proxy, Offence offence) {
      told.add("offended " + offence);
    }

    @Override
    public void ignored(String what) {
      told.add("ignored " + what);
    }

    @Override
    public void broken(LinkAttempt link) {
      told.add("broken");
    }

    @Override
    public void ended(LinkAttempt link, LinkDown reason) {
      told.add("ended " + reason);
    }
  }
}
