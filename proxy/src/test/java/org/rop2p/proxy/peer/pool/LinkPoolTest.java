package org.rop2p.proxy.peer.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.transport.Fingerprint;

/** Our proxy is 5; we offer to 6 to 9 and wait for the offers of 1 to 4. Two links at most. */
class LinkPoolTest {
  private static final Signal.Offer OFFER = new Signal.Offer("ufrag", "p".repeat(22));
  private static final long INTERVAL_MILLIS = 1_000 / LinkPool.PER_SECOND;
  private static final Signal.IceCandidate CANDIDATE = new Signal.IceCandidate("candidate");

  private final LinkPool pool = new LinkPool(proxy(5), 2, () -> 0.5, 1_000);
  private final Set<Fingerprint> refused = new HashSet<>();
  private long now = 1_000;

  @Test
  void theSmallerFingerprintOffersTheOtherWaits() {
    see(6, 3);
    see(4, 3);
    assertEquals("begin 6", decides());
    pool.offered(proxy(4), OFFER, now);
    assertEquals("answer 4", decides());
    pool.offered(proxy(6), OFFER, now);
    assertEquals("", decides(), "it is not theirs to offer");
  }

  @Test
  void theNearestComeFirst() {
    see(6, 9);
    see(7, 3);
    see(8, 5);
    assertEquals("begin 7 begin 8", decides());
  }

  /** Fifty handshakes at once would hold up everything else on a small machine. */
  @Test
  void whoEntersACrowdIsLinkedWithTheNearestAtOnceAndWithTheOthersOneByOne() {
    LinkPool large = new LinkPool(new Fingerprint("0".repeat(64)), 64, () -> 0.5, now);
    for (int i = 1; i <= 50; i++) {
      Fingerprint proxy = new Fingerprint("%064x".formatted(i));
      large.seen(new Introduction(1, i), proxy, true, i, now);
    }
    List<PoolCommand> first = large.decide((proxy, at) -> false, now);
    assertEquals(LinkPool.AT_ONCE, first.size());
    assertEquals("%064x".formatted(1), first.get(0).proxy().hex());
    assertEquals(List.of(), large.decide((proxy, at) -> false, now + INTERVAL_MILLIS - 1));
    int begun = first.size();
    for (long later = INTERVAL_MILLIS; begun < 50; later += 250) {
      int more = large.decide((proxy, at) -> false, now + later).size();
      assertTrue(more >= 1 && more <= 2, later + " ms: " + more);
      begun += more;
    }
  }

  @Test
  void aFreedLinkGoesToWhoWaits() {
    linked(6, 3);
    linked(7, 3);
    see(8, 5);
    assertEquals("", decides());
    part(6);
    assertEquals("end 6 begin 8", decides());
  }

  @Test
  void whoIsOutOfViewMakesRoomFirstAndTheLongestGoneBeforeOthers() {
    linked(6, 1);
    linked(7, 1);
    lose(7);
    now += 1_000;
    lose(6);
    assertEquals("", decides(), "their links last while nobody needs them");
    see(8, 14);
    assertEquals("end 7 begin 8", decides());
    see(9, 14);
    assertEquals("end 6 begin 9", decides());
    now += 100_000;
    assertEquals("", decides(), "who is out of view gets no new link");
  }

  @Test
  void theFarthestMakesRoomIfHeIsMuchFarther() {
    linked(6, 8);
    linked(7, 10);
    see(8, 7);
    assertEquals("", decides(), "three cells are no reason");
    see(8, 6);
    assertEquals("end 7 begin 8", decides());
    now += 60_000;
    assertEquals("", decides(), "and 7 does not take it back");
  }

  @Test
  void whoIsWatchedFromAfarIsNearerThanWhoIsWhoKnowsWhere() {
    linked(6, 8);
    linked(7, Integer.MAX_VALUE);
    see(8, 13);
    assertEquals("end 7 begin 8", decides());
    see(9, Integer.MAX_VALUE);
    assertEquals("", decides());
  }

  @Test
  void theNearestOfAProxysPlayersCounts() {
    linked(6, 8);
    linked(7, 9);
    pool.seen(new Introduction(1, 600), proxy(8), true, 30, now);
    pool.seen(new Introduction(1, 601), proxy(8), true, 2, now);
    pool.seen(new Introduction(1, 602), proxy(8), false, Integer.MAX_VALUE, now);
    assertEquals("end 7 begin 8", decides());
    pool.parted(new Introduction(1, 601), proxy(8), now);
    assertEquals("", decides(), "one player of it is in view still");
  }

  @Test
  void anOfferWhileThereIsNoLinkToBeHadIsKeptForAWhile() {
    linked(6, 3);
    linked(7, 3);
    see(4, 5);
    pool.offered(proxy(4), OFFER, now);
    pool.candidate(proxy(4), CANDIDATE);
    assertEquals("", decides());
    now += 14_000;
    part(6);
    assertEquals("end 6 answer 4 with 1", decides());
  }

  @Test
  void anOfferEndsNoOpenLinkButHasItAskedAndIsThereShouldItBeDead() {
    see(4, 5);
    pool.offered(proxy(4), OFFER, now);
    assertEquals("answer 4", decides());
    pool.up(proxy(4));
    now += 1_000;
    pool.offered(proxy(4), OFFER, now);
    pool.candidate(proxy(4), CANDIDATE);
    assertEquals("doubt 4", decides());
    assertEquals("", decides(), "once for an offer");
    now += 1_500;
    pool.down(proxy(4), now);
    assertEquals("answer 4 with 1", decides());
  }

  @Test
  void anOfferWhileALinkIsBeingMadeStartsItOver() {
    see(4, 5);
    pool.offered(proxy(4), OFFER, now);
    assertEquals("answer 4", decides());
    pool.offered(proxy(4), OFFER, now);
    assertEquals("", decides(), "not in the same moment");
    now += 500;
    assertEquals("answer 4", decides());
  }

  @Test
  void anOfferThatItsSenderHasGivenUpIsNotTaken() {
    linked(6, 3);
    linked(7, 3);
    see(4, 5);
    pool.offered(proxy(4), OFFER, now);
    now += 15_000;
    part(6);
    assertEquals("end 6", decides());
    pool.offered(proxy(4), OFFER, now);
    assertEquals("answer 4", decides());
  }

  @Test
  void anOfferOfSomebodyNearTakesTheLinkOfTheFarthest() {
    linked(6, 12);
    linked(7, 3);
    see(4, 5);
    assertEquals("", decides(), "nothing to take it for yet");
    pool.offered(proxy(4), OFFER, now);
    assertEquals("end 6 answer 4", decides());
  }

  @Test
  void aFailedLinkIsTriedAgainWhileInView() {
    see(6, 3);
    assertEquals("begin 6", decides());
    pool.down(proxy(6), now);
    assertEquals("", decides());
    now += 749;
    assertEquals("", decides());
    now += 1;
    assertEquals("begin 6", decides());
    pool.down(proxy(6), now);
    now += 1_499;
    assertEquals("", decides());
    now += 1;
    assertEquals("begin 6", decides());
    pool.up(proxy(6));
    pool.down(proxy(6), now);
    now += 750;
    assertEquals("begin 6", decides(), "it was up: soon again");
    pool.down(proxy(6), now);
    lose(6);
    now += 100_000;
    assertEquals("", decides(), "nobody could signal");
    see(6, 3);
    assertEquals("begin 6", decides());
  }

  @Test
  void whoHasFailedLetsOthersTry() {
    see(6, 1);
    see(7, 2);
    see(8, 3);
    assertEquals("begin 6 begin 7", decides());
    pool.down(proxy(6), now);
    assertEquals("begin 8", decides());
    now += 1_000;
    assertEquals("", decides(), "two cells nearer are no reason to end a try");
    pool.down(proxy(7), now);
    assertEquals("begin 6", decides());
  }

  @Test
  void theRefusedAreEndedAndWaitForBetterTimes() {
    linked(6, 3);
    refused.add(proxy(6));
    assertEquals("end 6", decides());
    now += 100_000;
    assertEquals("", decides());
    refused.clear();
    assertEquals("begin 6", decides());
  }

  @Test
  void onlyTheLastIntroductionEndsALink() {
    linked(6, 3);
    pool.seen(new Introduction(2, 600), proxy(6), true, 3, now);
    part(6);
    assertEquals("", decides());
    assertEquals(List.of(new Introduction(2, 600)), pool.introductions(proxy(6)));
    pool.parted(new Introduction(2, 600), proxy(6), now);
    assertEquals("end 6", decides());
    assertEquals(List.of(), pool.introductions(proxy(6)));
  }

  @Test
  void signalsGoByThoseInView() {
    pool.seen(new Introduction(1, 1), proxy(6), false, Integer.MAX_VALUE, now);
    pool.seen(new Introduction(1, 2), proxy(6), true, 30, now);
    pool.seen(new Introduction(1, 3), proxy(6), false, Integer.MAX_VALUE, now);
    assertEquals(new Introduction(1, 2), pool.introductions(proxy(6)).get(0));
  }

  private void linked(int number, int cells) {
    see(number, cells);
    assertEquals("begin " + number, decides());
    pool.up(proxy(number));
  }

  private void see(int number, int cells) {
    pool.seen(new Introduction(1, number), proxy(number), true, cells, now);
  }

  private void lose(int number) {
    pool.seen(new Introduction(1, number), proxy(number), false, Integer.MAX_VALUE, now);
  }

  private void part(int number) {
    pool.parted(new Introduction(1, number), proxy(number), now);
  }

  private String decides() {
    return pool.decide((proxy, at) -> refused.contains(proxy), now).stream()
        .map(LinkPoolTest::word)
        .collect(Collectors.joining(" "));
  }

  private static String word(PoolCommand command) {
    String number = command.proxy().hex().substring(0, 1);
    if (command instanceof PoolCommand.Begin begin) {
      String candidates = begin.candidates().isEmpty() ? "" : " with " + begin.candidates().size();
      return (begin.offer().isPresent() ? "answer " : "begin ") + number + candidates;
    }
    return (command instanceof PoolCommand.Doubt ? "doubt " : "end ") + number;
  }

  private static Fingerprint proxy(int number) {
    return new Fingerprint(String.valueOf(number).repeat(64));
  }
}
