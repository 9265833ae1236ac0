package org.rop2p.proxy.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.delivery.Answer;
import org.rop2p.proxy.delivery.Check;
import org.rop2p.proxy.delivery.Moment;
import org.rop2p.proxy.delivery.ToReceivers;
import org.rop2p.proxy.message.Content;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.message.LineSignature;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.routing.RateLimit;

/** Bob hears Ann by her link and by the server; token 77 is that of his Subscribe. */
class HearerTest {
  private static final int BOB = 2_000_001;
  private static final int ANN = 2_000_002;

  private final KindCounters counters = new KindCounters();
  private final Ears ears = new Ears();
  private Hearer hearer = new Hearer(Kind.CHAT, new RateLimit(10, 10), counters, ears);
  private long now = 1_000;

  private static final class Ears implements Hearer.Session {
    private final List<String> done = new ArrayList<>();
    private final Set<Integer> inView = new TreeSet<>(Set.of(ANN));
    private LineCheck check = new LineCheck(Check.SHOW, "", false);
    private LineCheck signature = check;
    private final List<String> kept = new ArrayList<>();
    private boolean takesMore = true;

    @Override
    public LineCheck check(int author, String zone, Content content, long now) {
      return inView.contains(author) ? check : LineCheck.refuse("author_not_in_view");
    }

    @Override
    public LineCheck signature(PeerMessage.Told told, long now) {
      return signature;
    }

    @Override
    public void shownSigned(PeerMessage.Told told) {
      kept.add(((Content.Line) told.content().orElseThrow()).text().toString());
    }

    @Override
    public boolean takesMore() {
      return takesMore;
    }

    @Override
    public boolean inView(int author) {
      return inView.contains(author);
    }

    @Override
    public void show(int author, Content content) {
      done.add("show " + ((Content.Line) content).text());
    }

    @Override
    public void answer(int author, int token, int number, Answer answer) {
      done.add(answer + " " + number + " of " + token);
    }

    @Override
    public void offended(int author, String reason) {
      done.add("offended by " + reason);
    }

    /** What was done since this was asked last. */
    List<String> done() {
      List<String> all = List.copyOf(done);
      done.clear();
      return all;
    }
  }

  @Test
  void aLineIsShownAndAnswered() {
    sync();
    tell(new ToReceivers.PeerLine<>(2, line("hi")));
    assertEquals(List.of("show hi", "ACK 2 of 77"), ears.done());
    tell(new ToReceivers.Late<>(2));
    assertTrue(copy("hi"));
    assertEquals(1, counters.get(Kind.CHAT, KindCounters.Count.SHOWN_FROM_PEER));
    assertEquals(1, counters.get(Kind.CHAT, KindCounters.Count.SERVER_COPY_DROPPED));
  }

  @Test
  void onlyWhatIsShownIsKeptAndOnlyWhatMayBeShownIsVerified() {
    sync();
    tell(new ToReceivers.PeerLine<>(2, line("hi")));
    ears.check = LineCheck.refuse("author_unseen");
    ears.signature = LineCheck.refuse("not asked");
    tell(new ToReceivers.Late<>(2));
    tell(new ToReceivers.PeerLine<>(3, line("there")));
    assertEquals(List.of("hi"), ears.kept);
    assertEquals(Map.of("author_unseen", 1L), rejects());
  }

  @Test
  void aLineWithABadSignatureIsNotShownAndTheServerMustBringIt() {
    sync();
    ears.signature = new LineCheck(Check.REFUSE, "bad_signature", true);
    tell(new ToReceivers.PeerLine<>(2, line("hi")));
    assertEquals(List.of("offended by bad_signature", "NACK 2 of 77"), ears.done());
    assertEquals(Map.of("bad_signature", 1L), rejects());
    assertEquals(List.of(), ears.kept);
    tell(new ToReceivers.Late<>(2));
    assertFalse(copy("hi"), "the server's copy is shown");
  }

  @Test
  void aLineOfSomebodyNotInViewYetIsHeld() {
    sync();
    ears.inView.clear();
    tell(new ToReceivers.PeerLine<>(2, line("hi")));
    tell(new ToReceivers.Late<>(2));
    tell(new ToReceivers.PeerLine<>(3, line("there")));
    pass(299);
    assertEquals(List.of(), ears.done());
    ears.inView.add(ANN);
    hearer.tick(at());
    assertEquals(
        List.of("show hi", "ACK 2 of 77", "show there", "ACK 3 of 77"),
        ears.done(),
        "and what was behind it, in order");
  }

  @Test
  void aLineThatIsDueWaitsForAClientThatDoesNotRead() {
    sync();
    tell(new ToReceivers.PeerLine<>(2, line("hi")));
    assertTrue(copy("hi"), "taken for this line's, and was that of an older one");
    ears.done();
    ears.takesMore = false;
    tell(new ToReceivers.Final<>(2));
    assertEquals(List.of(), ears.done());
    ears.takesMore = true;
    hearer.tick(at());
    assertEquals(List.of("show hi"), ears.done());
  }

  @Test
  void whoDoesNotComeIntoViewIsNackedNotPunished() {
    sync();
    ears.inView.clear();
    tell(new ToReceivers.PeerLine<>(2, line("hi")));
    pass(300);
    assertEquals(List.of("NACK 2 of 77"), ears.done());
    assertEquals(1L, counters.rejects().get("author_not_in_view"));
  }

  @Test
  void whatNeedsNoViewIsNotHeld() {
    ears.inView.clear();
    tell(new ToReceivers.Hello<>(1, 7, List.of()));
    assertTrue(hearer.greeted(ANN));
  }

  @Test
  void aHeldStreamThatGrowsTooLongIsGivenUp() {
    sync();
    ears.inView.clear();
    for (int i = 2; i < 66; i++) {
      tell(new ToReceivers.Notice<>(i, 0));
    }
    assertEquals(Map.of(), rejects(), "notices are not held");
    for (int i = 66; i <= 130; i++) {
      tell(new ToReceivers.BothLine<>(i, line("t" + i), 0));
    }
    assertEquals(Map.of("held_too_many", 1L), rejects());
    assertFalse(hearer.greeted(ANN), "so that he is asked to begin anew");
    ears.inView.add(ANN);
    hearer.tick(at());
    tell(new ToReceivers.PeerLine<>(131, line("x")));
    assertEquals(List.of(), ears.done());
    assertEquals(1L, counters.rejects().get("before_hello"));
  }

  @Test
  void nothingIsBelievedBeforeHello() {
    tell(new ToReceivers.PeerLine<>(1, line("hi")));
    tell(new ToReceivers.Final<>(1));
    assertEquals(List.of(), ears.done(), "not even answered");
    assertEquals(Map.of("before_hello", 2L), rejects());
  }

  @Test
  void anOldNumberIsAnOffence() {
    sync();
    tell(new ToReceivers.PeerLine<>(5, line("five")));
    tell(new ToReceivers.PeerLine<>(5, line("again")));
    tell(new ToReceivers.Notice<>(4, 0));
    assertEquals(
        List.of("show five", "ACK 5 of 77", "offended by old_sequence", "offended by old_sequence"),
        ears.done());
    assertEquals(Map.of("old_sequence", 2L), rejects());
  }

  @Test
  void aNewHelloBeginsANewNumbering() {
    sync();
    tell(new ToReceivers.PeerLine<>(5, line("five")));
    ears.done();
    tell(new ToReceivers.Hello<>(2, 7, List.of()));
    tell(new ToReceivers.PeerLine<>(1, line("one")));
    assertEquals(List.of("NACK 1 of 77"), ears.done(), "no offence, but the order is unsure");
  }

  @Test
  void aRefusedLineIsCountedAndMayBeAnOffence() {
    sync();
    ears.check = LineCheck.refuse("author_ailing");
    tell(new ToReceivers.PeerLine<>(2, line("hi")));
    ears.check = new LineCheck(Check.REFUSE, "not_his_name", true);
    tell(new ToReceivers.BothLine<>(3, line("hi"), 2));
    assertEquals(List.of("NACK 2 of 77", "offended by not_his_name"), ears.done());
    assertEquals(Map.of("author_ailing", 1L, "not_his_name", 1L), rejects());
  }

  @Test
  void whoIsNeverConfirmedIsNotBelievedForEver() {
    hearer = new Hearer(Kind.CHAT, new RateLimit(1_000, 1_000), counters, ears);
    sync();
    for (int i = 2; i < 2 + Credit.FULL; i++) {
      tell(new ToReceivers.PeerLine<>(i, line("t" + i)));
      tell(new ToReceivers.Final<>(i));
    }
    assertEquals(2 * Credit.FULL, ears.done().size());
    tell(new ToReceivers.PeerLine<>(500, line("more")));
    assertEquals(List.of("NACK 500 of 77"), ears.done());
    assertEquals(Map.of("never_confirmed", 1L), rejects());
    tell(new ToReceivers.Late<>(500));
    assertFalse(copy("more"), "the server brings it, as it was announced");
    tell(new ToReceivers.PeerLine<>(501, line("thanks")));
    assertEquals(List.of("show thanks", "ACK 501 of 77"), ears.done());
  }

  @Test
  void whoSaysTooMuchIsLeftToTheServer() {
    hearer = new Hearer(Kind.CHAT, new RateLimit(1, 1), counters, ears);
    sync(); // takes nothing: the order was not sure
    now += 1_000;
    tell(new ToReceivers.PeerLine<>(2, line("hi")));
    tell(new ToReceivers.Final<>(2));
    tell(new ToReceivers.PeerLine<>(3, line("hi")));
    assertEquals(List.of("show hi", "ACK 2 of 77", "NACK 3 of 77"), ears.done());
    assertEquals(Map.of("too_often", 1L), rejects());
  }

  @Test
  void aDeadLinkForgetsWhatWasHeldAndKeepsWhatIsShown() {
    sync();
    tell(new ToReceivers.PeerLine<>(2, line("hi")));
    ears.inView.clear();
    tell(new ToReceivers.PeerLine<>(3, line("there")));
    hearer.linkDead(ANN, at());
    ears.inView.add(ANN);
    hearer.tick(at());
    assertEquals(List.of("show hi", "ACK 2 of 77"), ears.done());
    assertTrue(copy("hi"), "it went to the server when the link died");
    assertFalse(hearer.greeted(ANN));
  }

  /** Line 1 has come by the server as announced. */
  private void sync() {
    tell(new ToReceivers.Hello<>(1, 7, List.of()));
    tell(new ToReceivers.BothLine<>(1, line("sync"), 0));
    assertFalse(copy("sync"));
    assertEquals(1L, counters.rejects().get("order_unsure"));
    ears.done();
  }

  private void tell(ToReceivers<Content> message) {
    PeerMessage.Header header = new PeerMessage.Header(ANN, List.of(BOB), "prontera", 9);
    Optional<LineSignature> signature =
        PeerMessage.Told.lineOf(header, message, 0)
            .map(line -> new LineSignature(0, new byte[LineSignature.BYTES]));
    hearer.received(new PeerMessage.Told(header, Kind.CHAT, 77, message, signature), at());
  }

  /** Refused lines by reason, without the first one of every link. */
  private Map<String, Long> rejects() {
    Map<String, Long> all = new TreeMap<>(counters.rejects());
    all.remove("order_unsure");
    return all;
  }

  private boolean copy(String text) {
    return hearer.serverCopy(ANN, line(text), at());
  }

  private void pass(long millis) {
    now += millis;
    hearer.tick(at());
  }

  private Moment at() {
    return new Moment(now, now);
  }

  private static Content line(String text) {
    return new Content.Line(RawText.ascii(text));
  }
}
