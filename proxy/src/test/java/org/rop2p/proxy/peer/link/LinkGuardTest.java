package org.rop2p.proxy.peer.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.delivery.ToReceivers;
import org.rop2p.proxy.message.Content;
import org.rop2p.proxy.message.EnvelopeCodec;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.message.LineSignature;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.PeerLink;
import org.rop2p.transport.seal.Lane;

class LinkGuardTest {
  private static final Fingerprint A = new Fingerprint("a".repeat(64));
  private static final Fingerprint B = new Fingerprint("b".repeat(64));

  private final Offences offences = new Offences();

  @Test
  void anHonestCrowdPassesForEver() {
    LinkGuard guard = new LinkGuard(0);
    for (long now = 0; now < 60_000; now += 10) { // a hundred a second, walks and lines
      assertEquals(Optional.empty(), guard.refuse(now % 100 == 0 ? 500 : 60, now));
    }
  }

  @Test
  void ofAFloodOnlyTheBurstAndTheRatePass() {
    LinkGuard guard = new LinkGuard(0);
    int passed = 0;
    for (int i = 0; i < 100_000; i++) { // 10,000 a second, ten seconds long
      passed += guard.refuse(40, i / 10).isEmpty() ? 1 : 0;
    }
    int most = LinkGuard.FIRST_MESSAGES + 10 * LinkGuard.MESSAGES_PER_SECOND;
    assertTrue(passed <= most && passed >= most - 1, passed + " of " + most);
  }

  @Test
  void aLinkEarnsItsBurst() {
    LinkGuard guard = new LinkGuard(0);
    assertEquals(LinkGuard.FIRST_MESSAGES, passing(guard, 40, 0));
    assertEquals(LinkGuard.MESSAGE_BURST, passing(guard, 40, 60_000));
  }

  @Test
  void bytesAreLimitedToo() {
    LinkGuard guard = new LinkGuard(0);
    int size = LinkGuard.MAX_MESSAGE_BYTES;
    assertEquals(LinkGuard.FIRST_BYTES / size, passing(guard, size, 0));
    assertEquals(Optional.of(Offence.OVER_RATE), guard.refuse(size, 15));
    assertEquals(Optional.empty(), guard.refuse(size, 16));
    assertEquals(LinkGuard.BYTE_BURST / size, passing(guard, size, 60_000));
  }

  @Test
  void theLargestEnvelopePassesSealed() {
    List<Integer> all = IntStream.rangeClosed(1, EnvelopeCodec.MAX_RECIPIENTS).boxed().toList();
    PeerMessage line =
        new PeerMessage.Told(
            new PeerMessage.Header(7, all, "z".repeat(16), 1),
            Kind.CHAT,
            1,
            new ToReceivers.PeerLine<>(1, new Content.Line(RawText.ascii("x".repeat(255)))),
            Optional.of(new LineSignature(1, new byte[LineSignature.BYTES])));
    ByteBuf envelope = EnvelopeCodec.encode(line, new UnpooledByteBufAllocator(false, true));
    int sealed = envelope.readableBytes() + Lane.OVERHEAD;
    assertEquals(Optional.empty(), new LinkGuard(0).refuse(sealed, 0), sealed + " bytes");
    assertTrue(LinkGuard.MAX_MESSAGE_BYTES <= PeerLink.MAX_DATAGRAM, "and by datagram");
  }

  private static int passing(LinkGuard guard, int size, long now) {
    int passed = 0;
    while (guard.refuse(size, now).isEmpty()) {
      passed++;
    }
    return passed;
  }

  @Test
  void whatIsTooLargeIsNotLookedAt() {
    LinkGuard guard = new LinkGuard(0);
    assertEquals(Optional.of(Offence.TOO_LARGE), guard.refuse(LinkGuard.MAX_MESSAGE_BYTES + 1, 0));
    assertEquals(Optional.empty(), guard.refuse(LinkGuard.MAX_MESSAGE_BYTES, 0));
  }

  @Test
  void aClockThatStandsOrLeapsGivesNothingAway() {
    TokenBucket bucket = new TokenBucket(10, 5, 5, 1_000);
    for (int i = 0; i < 5; i++) {
      assertTrue(bucket.take(1, 1_000));
    }
    assertFalse(bucket.take(1, 1_000));
    assertFalse(bucket.take(1, 0), "back");
    assertTrue(bucket.take(5, Long.MAX_VALUE / 2), "far ahead: the burst and no more");
    assertFalse(bucket.take(1, Long.MAX_VALUE / 2));
  }

  @Test
  void fourUnreadableMessagesInARowAreTooMany() {
    for (int i = 0; i < 3; i++) {
      assertFalse(offences.add(A, Offence.MALFORMED, i));
    }
    assertFalse(offences.refused(A, 3));
    assertFalse(offences.add(A, Offence.MALFORMED, 3), "something is forgiven all the time");
    assertTrue(offences.add(A, Offence.OVER_RATE, 3), "told once");
    assertFalse(offences.add(A, Offence.MALFORMED, 4));
    assertTrue(offences.refused(A, 5));
    assertFalse(offences.refused(B, 5), "others are others");
    assertTrue(offences.refused(A, 3 + Offences.REFUSED_MILLIS - 1));
    assertFalse(offences.refused(A, 3 + Offences.REFUSED_MILLIS));
  }

  @Test
  void whatAnHonestProxyMayDoIsForgivenAsFast() {
    for (int i = 0; i < 100_000; i++) { // its coordinator is gone, it walks on for hours
      assertFalse(offences.add(A, Offence.NOT_ATTESTED, i * 100L));
    }
    for (int i = 0; i < 100; i++) { // a check that errs now and then
      assertFalse(offences.add(B, Offence.FAILED_CHECK, i * 2_000L));
    }
  }

  @Test
  void aFloodIsRefusedAtOnce() {
    int over = 1;
    while (!offences.add(A, Offence.OVER_RATE, over / 10)) {
      over++;
    }
    assertTrue(over < 210, over + " messages of a flood of 10,000 a second");
  }

  @Test
  void aThousandNamesAreRememberedAndNoMore() {
    for (int i = 0; i < 5; i++) {
      offences.add(A, Offence.MALFORMED, 0);
    }
    assertTrue(offences.refused(A, 1));
    for (int i = 0; i < Offences.KEPT; i++) {
      offences.add(new Fingerprint(String.format("%064x", i)), Offence.MALFORMED, 0);
    }
    assertFalse(offences.refused(A, 1));
  }
}
