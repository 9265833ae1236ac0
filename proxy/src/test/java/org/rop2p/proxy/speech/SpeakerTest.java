package org.rop2p.proxy.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.event.Emoticon;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.delivery.Answer;
import org.rop2p.proxy.delivery.Moment;
import org.rop2p.proxy.message.Content;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.routing.Coverage;
import org.rop2p.proxy.routing.Decision;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.routing.Lane;
import org.rop2p.proxy.routing.PeerLane;
import org.rop2p.proxy.routing.Reason;

/** Bob speaks; Ann listens with token 7, Bea with token 8. */
class SpeakerTest {
  private static final int BOB = 2_000_001;
  private static final int ANN = 2_000_002;
  private static final int BEA = 2_000_003;
  private static final Decision OFFLOAD = new Decision(Lane.OFFLOAD, Reason.ALLOWED);
  private static final Decision MIRROR = new Decision(Lane.MIRROR, Reason.ALLOWED);

  private final KindCounters counters = new KindCounters();
  private final Street street = new Street();
  private final Speaker speaker =
      new Speaker(
          Kind.CHAT,
          9,
          street,
          counters,
          new RequestOrder(),
          street,
          new CheapNotary(),
          () -> new PeerMessage.Header(BOB, List.of(), "prontera", 1));
  private long now = 10_000;

  private static final class Street implements PeerLane, OwnSide {
    private final Map<Integer, Integer> rtts = new TreeMap<>();
    private final List<String> done = new ArrayList<>();

    @Override
    public boolean linked(int accountId) {
      return true;
    }

    @Override
    public void send(PeerMessage message) {
      PeerMessage.Told told = (PeerMessage.Told) message;
      done.add(
          (told.header().recipients().equals(List.of(ANN)) ? "Ann " : "Bea ")
              + told.token()
              + " "
              + told.message().getClass().getSimpleName());
    }

    @Override
    public int rttMillis(int accountId) {
      return rtts.getOrDefault(accountId, -1);
    }

    @Override
    public void toServer(byte[] frame) {
      done.add("server " + frame[0]);
    }

    @Override
    public void show(int author, Content content) {
      done.add("own " + content);
    }

    @Override
    public void clearTheWay() {}

    @Override
    public void askTime() {
      done.add("time?");
    }

    @Override
    public boolean takesMore() {
      return true;
    }

    List<String> done() {
      List<String> all = List.copyOf(done);
      done.clear();
      return all;
    }
  }

  @Test
  void everybodyIsToldWithTheTokenHeAskedWith() {
    listeners(Map.of(ANN, 7, BEA, 8));
    assertEquals(List.of("Ann 7 Hello", "Bea 8 Hello"), street.done());
    says("a", MIRROR);
    assertEquals(List.of("Ann 7 BothLine", "Bea 8 BothLine"), street.done());
    listeners(Map.of(ANN, 17, BEA, 8));
    assertEquals(List.of("Ann 17 Hello"), street.done(), "Bea goes on where she is");
    listeners(Map.of(BEA, 8));
    says("b", MIRROR);
    assertEquals(List.of("Bea 8 BothLine"), street.done());
    assertFalse(speaker.reaches(ANN));
  }

  @ParameterizedTest(name = "round trips of {0} and {1} ms: late after {2} ms")
  @CsvSource({"-1, -1, 300", "20, 100, 300", "20, 101, 303", "400, 20, 600"})
  void theSlowestLinkGivesTheTimeForAnswers(int ann, int bea, int patience) {
    street.rtts.putAll(Map.of(ANN, ann, BEA, bea));
    marked();
    assertFalse(says("x", OFFLOAD));
    street.done();
    now += patience - 1;
    speaker.tick(at());
    assertEquals(List.of(), street.done());
    now++;
    speaker.tick(at());
    assertEquals(List.of("Ann 7 Late", "Bea 8 Late", "server 1"), street.done());
  }

  @Test
  void whoLeavesALineUnansweredIsNotReliedOnForAWhile() {
    marked();
    says("x", OFFLOAD);
    answer(ANN, 7, Answer.ACK);
    now += 300;
    speaker.tick(at());
    assertTrue(speaker.reaches(ANN));
    assertFalse(speaker.reaches(BEA), "the server brings her what follows");
    now += 10_000;
    speaker.tick(at());
    assertTrue(speaker.reaches(BEA));
  }

  @Test
  void aLineIsFinalWhenAllHaveAnsweredAndTheViewIsAsNewAsIt() {
    marked();
    says("x", OFFLOAD);
    assertFalse(speaker.waitsForTheServer(), "they have not answered");
    answer(ANN, 7, Answer.ACK);
    answer(BEA, 8, Answer.ACK);
    assertTrue(speaker.waitsForTheServer());
    street.done();
    now += 60_000;
    speaker.tick(at());
    assertEquals(List.of(), street.done(), "time alone shows nothing");
    speaker.caughtUp(at());
    assertEquals(List.of("Ann 7 Final", "Bea 8 Final"), street.done());
    assertFalse(speaker.waitsForTheServer());
  }

  @Test
  void whatIsProvenOfClassicEmotesIsNotOfOthers() {
    Content pack = new Content.Emote(new Emoticon(3, 4));
    says("a", MIRROR);
    speaker.echoed(line("a"), 160, at());
    assertTrue(speaker.proven(new Content.Emote(Emoticon.classic(1))));
    assertFalse(speaker.proven(pack));
  }

  @Test
  void provenByAnEchoOfTheSameGeneration() {
    says("a", MIRROR);
    speaker.resetProof();
    speaker.echoed(line("a"), 160, at());
    assertFalse(speaker.proven(line("")), "sent before the reset");
    says("b", MIRROR);
    speaker.echoed(line("b"), 160, at());
    assertTrue(speaker.proven(line("")));
  }

  @Test
  void aLaterEchoDisproves() {
    marked();
    says("refused", MIRROR);
    says("passed", MIRROR);
    assertTrue(speaker.proven(line("")));
    speaker.echoed(line("passed"), 160, at());
    assertFalse(speaker.proven(line("")), "one of them is gone");
  }

  @Test
  void soDoesAnAnswerToSomethingLaterButNotForWhatIsNeverEchoed() {
    marked();
    says("@where", Decision.server(Reason.COMMAND));
    speaker.outlived(2, 160, at());
    assertTrue(speaker.proven(line("")), "nobody expected an echo");
    says("refused", MIRROR);
    speaker.outlived(3, 160, at());
    assertFalse(speaker.proven(line("")));
  }

  @Test
  void anEchoOfALateLineProvesToo() {
    marked();
    says("x", OFFLOAD);
    speaker.flush(at());
    speaker.resetProof();
    assertFalse(speaker.echoed(line("x"), 160, at()), "on his screen already");
    assertFalse(speaker.proven(line("")), "sent before the reset");
  }

  @Test
  void whyALineTookAnotherWay() {
    listeners(Map.of(ANN, 7));
    says("a", OFFLOAD);
    speaker.echoed(line("a"), 160, at());
    says("b", Decision.server(Reason.NOT_PROVEN));
    speaker.echoed(line("b"), 160, at());
    listeners(Map.of(ANN, 7, BEA, 8));
    says("c", OFFLOAD);
    says("d", OFFLOAD);
    says("d", OFFLOAD);
    assertEquals(
        Map.of(
            "CHAT.MIRROR.NEWLY_LINKED", 1L,
            "CHAT.SERVER.NOT_PROVEN", 1L,
            "CHAT.MIRROR.ORDER_UNSURE", 1L,
            "CHAT.MIRROR.BUSY", 1L,
            "CHAT.SERVER.REPEATED", 1L),
        counters.decisions());
  }

  @Test
  void answersCountFromListenersWithTheirTokenOnly() {
    marked();
    says("x", OFFLOAD);
    street.done();
    answer(ANN, 8, Answer.NACK);
    answer(2_000_009, 7, Answer.NACK);
    assertEquals(List.of(), street.done());
    assertTrue(speaker.unresolved());
    answer(ANN, 7, Answer.ACK);
    answer(BEA, 8, Answer.ACK);
    speaker.caughtUp(at());
    assertEquals(List.of("Ann 7 Final", "Bea 8 Final"), street.done());
    assertFalse(speaker.unresolved());
  }

  @Test
  void whenAllListenersGoAtOnceNoneIsToldThatALineIsLate() {
    marked();
    says("x", OFFLOAD);
    street.done();
    listeners(Map.of());
    assertEquals(List.of("server 1"), street.done(), "a word to Bea would betray him who hides");
  }

  @Test
  void onAnotherMapEverythingBeginsAnew() {
    marked();
    says("x", OFFLOAD);
    street.done();
    speaker.mapLeft(at());
    assertEquals(List.of("Ann 7 Final", "Bea 8 Final"), street.done());
    assertFalse(speaker.proven(line("")));
    assertFalse(speaker.reaches(ANN));
  }

  private void listeners(Map<Integer, Integer> tokens) {
    speaker.listeners(new TreeMap<>(tokens), at());
  }

  /** One line has come back with both listening. */
  private void marked() {
    listeners(Map.of(ANN, 7, BEA, 8));
    says("first", MIRROR);
    speaker.echoed(line("first"), 160, at());
    street.done();
    assertTrue(speaker.proven(line("")));
  }

  private boolean says(String text, Decision decision) {
    Coverage coverage = new Coverage(new TreeSet<>(Set.of(ANN, BEA)), true);
    return speaker.says(line(text), decision, coverage, () -> new byte[] {1}, at());
  }

  private void answer(int account, int token, Answer answer) {
    PeerMessage.Header header = new PeerMessage.Header(account, List.of(BOB), "prontera", 4);
    speaker.answered(account, new PeerMessage.Answered(header, Kind.CHAT, token, 2, answer), at());
  }

  private Moment at() {
    return new Moment(now, now);
  }

  private static Content line(String text) {
    return new Content.Line(RawText.ascii(text));
  }
}
