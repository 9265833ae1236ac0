package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.api.Limits;
import org.rop2p.coordinator.api.MessageCodec;
import org.rop2p.coordinator.api.PartReason;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.api.Signal;

class SignalingTest {
  private static final int ANNA = 2_000_001;
  private static final int BERT = 2_000_002;
  private static final int CARA = 2_000_003;
  private static final Signal OFFER = new Signal.Offer("anna", "a".repeat(22));
  private static final Signal ANSWER = new Signal.Answer("bert", "b".repeat(22));

  private final TestClock clock = new TestClock();
  private TestCoordinator test;

  @BeforeEach
  void start() {
    test = new TestCoordinator(TestCoordinator.CONFIG, clock);
  }

  @AfterEach
  void stop() {
    test.close();
  }

  @Test
  void theIntroducedSignalInOrderAndAttested() {
    TestPlayer anna = player(ANNA);
    TestPlayer bert = player(BERT);
    anna.meet(bert);
    anna.send(new ClientMessage.SignalTo(BERT, OFFER));
    List<Signal> candidates =
        IntStream.range(0, 50)
            .<Signal>mapToObj(i -> new Signal.IceCandidate("candidate:" + i))
            .toList();
    candidates.forEach(candidate -> anna.send(new ClientMessage.SignalTo(BERT, candidate)));
    assertEquals(new ServerMessage.SignalFrom(ANNA, anna.fingerprint(), OFFER), bert.next());
    for (Signal candidate : candidates) {
      assertEquals(new ServerMessage.SignalFrom(ANNA, anna.fingerprint(), candidate), bert.next());
    }
    bert.send(new ClientMessage.SignalTo(ANNA, ANSWER));
    assertEquals(new ServerMessage.SignalFrom(BERT, bert.fingerprint(), ANSWER), anna.next());
    assertEquals(52, test.coordinator.tally().of(Event.SIGNAL_FORWARDED));
  }

  /** Whoever is probed must have been seen by somebody else than himself. */
  @Test
  void aProbeSaysWhereItsSenderIsSeenWhateverHeSays() {
    TestPlayer anna = player(ANNA);
    TestPlayer bert = player(BERT);
    anna.meet(bert);
    Signal probe = new Signal.Probe("probe:1 offer cone 8.8.8.8 1 - anna");
    anna.send(new ClientMessage.SignalTo(BERT, probe));
    ServerMessage told =
        new ServerMessage.SignalFrom(ANNA, anna.fingerprint(), probe, Optional.of("127.0.0.1"));
    assertEquals(told, bert.next());
  }

  @Test
  void whatAClientSaysOfWhereItIsSeenIsNotToldOn() {
    TestPlayer bert = player(BERT);
    TestPlayer anna = new TestPlayer(test.coordinator, ANNA);
    anna.login();
    RawSocket raw = new RawSocket(test.coordinator, anna.jwt(), true);
    raw.send(MessageCodec.encode(new ClientMessage.Join(anna.reserve("prontera").ticket())));
    raw.send(MessageCodec.encode(new ClientMessage.Sees(List.of(BERT), List.of())));
    bert.sees(ANNA);
    assertEquals(anna.asPeer(), bert.next());
    raw.send(
        "{\"type\":\"probe\",\"to\":%d,\"seen_from\":\"8.8.8.8\",\"probe\":\"p\"}".formatted(BERT));
    ServerMessage.SignalFrom told = assertInstanceOf(ServerMessage.SignalFrom.class, bert.next());
    assertEquals(Optional.of("127.0.0.1"), told.seenFrom());
    raw.send("{\"type\":\"ice-candidate\",\"to\":%d,\"candidate\":\"c\"}".formatted(BERT));
    told = assertInstanceOf(ServerMessage.SignalFrom.class, bert.next());
    assertEquals(Optional.empty(), told.seenFrom(), "who needs it not is not told");
  }

  @Test
  void strangersCannotSignal() {
    TestPlayer anna = player(ANNA);
    TestPlayer bert = player(BERT);
    anna.sees(BERT);
    anna.send(new ClientMessage.SignalTo(BERT, OFFER));
    assertEquals(ErrorCode.NOT_INTRODUCED, anna.refusal());
    anna.send(new ClientMessage.SignalTo(CARA, OFFER));
    assertEquals(ErrorCode.NOT_INTRODUCED, anna.refusal());
    assertEquals(2, test.coordinator.tally().of(Event.NOT_INTRODUCED));
    assertEquals(List.of(), bert.settle());
  }

  @Test
  void whoHasPartedIsAStrangerAgain() {
    TestPlayer anna = player(ANNA);
    TestPlayer bert = player(BERT);
    anna.meet(bert);
    bert.losesSightOf(ANNA);
    assertEquals(new ServerMessage.PeerLeft(ANNA, PartReason.SIGHT), bert.next());
    assertEquals(new ServerMessage.PeerLeft(BERT, PartReason.SIGHT), anna.next());
    anna.send(new ClientMessage.SignalTo(BERT, OFFER));
    assertEquals(ErrorCode.NOT_INTRODUCED, anna.refusal());
  }

  @Test
  void peersHearNothingOfALostSocketForHalfAMinute() {
    TestPlayer anna = player(ANNA);
    TestPlayer bert = player(BERT);
    anna.meet(bert);
    anna.close();
    test.awaitSockets(1);
    test.pass(clock, Duration.ofSeconds(25));
    assertEquals(List.of(), bert.settle());
    test.pass(clock, Duration.ofSeconds(10));
    assertEquals(new ServerMessage.PeerLeft(ANNA, PartReason.GONE), bert.next());
  }

  @Test
  void whoComesBackWithTheSameKeyGoesOn() {
    TestKeys keys = TestKeys.create();
    TestPlayer anna = new TestPlayer(test.coordinator, ANNA, keys);
    anna.login();
    anna.open();
    String session = anna.enter("prontera").sessionId();
    TestPlayer bert = player(BERT);
    anna.meet(bert);
    anna.close();
    test.awaitSockets(1);
    test.pass(clock, Duration.ofSeconds(20));

    TestPlayer again = new TestPlayer(test.coordinator, ANNA, keys);
    again.loginAs(anna);
    again.open();
    again.send(new ClientMessage.Join(again.reserve("prontera").ticket()));
    assertEquals(new ServerMessage.SessionJoined(session, "prontera", true), again.next());
    assertInstanceOf(ServerMessage.PolicyChanged.class, again.next());
    assertEquals(bert.asPeer(), again.next(), "told again, as it may have got lost");
    again.sees(BERT);
    assertEquals(List.of(), again.settle());
    test.pass(clock, Duration.ofSeconds(60));
    assertEquals(List.of(), bert.settle(), "he never knew");
    again.send(new ClientMessage.SignalTo(BERT, OFFER));
    assertEquals(new ServerMessage.SignalFrom(ANNA, anna.fingerprint(), OFFER), bert.next());
  }

  @Test
  void theFirstReportOfWhoComesBackIsTheWholeView() {
    TestKeys keys = TestKeys.create();
    TestPlayer anna = new TestPlayer(test.coordinator, ANNA, keys);
    anna.login();
    anna.open();
    anna.enter("prontera");
    TestPlayer bert = player(BERT);
    anna.meet(bert);
    TestPlayer again = new TestPlayer(test.coordinator, ANNA, keys);
    again.loginAs(anna);
    again.open();
    again.send(new ClientMessage.Join(again.reserve("prontera").ticket()));
    assertEquals(ErrorCode.REPLACED, anna.refusal());
    again.sees(CARA);
    assertEquals(new ServerMessage.PeerLeft(ANNA, PartReason.SIGHT), bert.next());
  }

  @Test
  void theNewerSocketReplacesTheOlder() {
    TestPlayer older = player(ANNA);
    TestPlayer bert = player(BERT);
    older.meet(bert);
    TestPlayer newer = player(ANNA);
    assertEquals(new ServerMessage.PeerLeft(ANNA, PartReason.REPLACED), bert.next());
    assertEquals(ErrorCode.REPLACED, older.refusal());
    assertEquals(ErrorCode.REPLACED, TestPlayer.take(older.closed).reason());
    newer.sees(BERT);
    assertEquals(bert.asPeer(), newer.next());
    assertEquals(newer.asPeer(), bert.next());
    assertTrue(older.closed.isEmpty(), "closed is told once");
  }

  @Test
  void aTicketIsForOneAccountOnceAndForHalfAMinute() {
    TestPlayer anna = new TestPlayer(test.coordinator, ANNA);
    anna.login();
    anna.open();
    String late = anna.reserve("prontera").ticket();
    test.pass(clock, Duration.ofSeconds(30));
    anna.send(new ClientMessage.Join(late));
    assertEquals(ErrorCode.BAD_TICKET, anna.refusal());

    String used = anna.enter("prontera").ticket();
    anna.send(new ClientMessage.Join(used));
    assertEquals(ErrorCode.BAD_TICKET, anna.refusal());

    TestPlayer bert = new TestPlayer(test.coordinator, BERT);
    bert.login();
    anna.send(new ClientMessage.Join(bert.reserve("prontera").ticket()));
    assertEquals(ErrorCode.BAD_TICKET, anna.refusal());

    anna.send(new ClientMessage.Join("guessed-guessed-guessed"));
    assertEquals(ErrorCode.BAD_TICKET, anna.refusal());
    assertEquals(4, test.coordinator.tally().of(Event.BAD_TICKET));
  }

  @Test
  void withoutASessionNothingIsServed() {
    TestPlayer anna = new TestPlayer(test.coordinator, ANNA);
    anna.login();
    anna.open();
    anna.sees(BERT);
    assertEquals(ErrorCode.NOT_JOINED, anna.refusal());
    anna.send(new ClientMessage.SignalTo(BERT, OFFER));
    assertEquals(ErrorCode.NOT_JOINED, anna.refusal());
    anna.send(new ClientMessage.Leave());
    anna.sees(BERT);
    assertEquals(ErrorCode.NOT_JOINED, anna.refusal());
  }

  @Test
  void garbageIsRefusedOnItsSocketAndFeltNowhereElse() {
    TestPlayer anna = player(ANNA);
    RawSocket raw = RawSocket.of(test.coordinator, CARA);
    for (String garbage : List.of("", "{", "null", "{\"type\":\"sees\",\"added\":[true]}")) {
      raw.send(garbage);
      String answer = TestPlayer.take(raw.texts);
      assertTrue(answer.contains("\"code\":\"" + ErrorCode.BAD_MESSAGE + "\""), answer);
    }
    raw.sendBinary();
    assertTrue(TestPlayer.take(raw.texts).contains("text frames"));
    for (int i = 0; i < 5; i++) {
      raw.send("garbage for sport");
    }
    assertEquals(1008, TestPlayer.take(raw.closes));
    assertEquals(10, test.coordinator.tally().of(Event.BAD_MESSAGE));
    assertEquals(List.of(), anna.settle());
  }

  @Test
  void whatLaterVersionsSayIsIgnoredAndCounted() {
    RawSocket raw = RawSocket.of(test.coordinator, CARA);
    raw.send("{\"type\":\"dance\"}");
    raw.send("{\"type\":\"sees\"}");
    assertTrue(TestPlayer.take(raw.texts).contains(ErrorCode.NOT_JOINED), "the answer to sees");
    assertEquals(1, test.coordinator.tally().of(Event.UNKNOWN_TYPE));
    assertEquals(0, test.coordinator.tally().of(Event.BAD_MESSAGE));
  }

  @Test
  void anOversizedFrameClosesItsSocketOnly() {
    TestPlayer anna = player(ANNA);
    RawSocket raw = RawSocket.of(test.coordinator, CARA);
    raw.send(" ".repeat(Limits.MAX_FRAME_BYTES + 1));
    TestPlayer.take(raw.closes);
    assertEquals(List.of(), anna.settle());
  }

  @Test
  void anOversizedMessageOfSmallFramesClosesItsSocketOnly() {
    TestPlayer anna = player(ANNA);
    RawSocket raw = RawSocket.of(test.coordinator, CARA);
    raw.sendParts(" ".repeat(Limits.MAX_FRAME_BYTES / 2), 4);
    TestPlayer.take(raw.closes);
    assertEquals(List.of(), anna.settle());
  }

  @Test
  void aFloodClosesItsSocketOnly() {
    TestPlayer anna = player(ANNA);
    RawSocket raw = RawSocket.of(test.coordinator, CARA);
    for (int i = 0; i < 100_000 && raw.closes.isEmpty(); i++) {
      raw.trySend("{\"type\":\"dance\"}");
    }
    TestPlayer.take(raw.closes);
    assertTrue(TestPlayer.take(raw.texts).contains(ErrorCode.RATE_LIMITED));
    assertEquals(1, test.coordinator.tally().of(Event.RATE_LIMITED));
    assertEquals(List.of(), anna.settle());
  }

  @Test
  void aSilentSocketIsClosed() {
    try (TestCoordinator brisk =
        new TestCoordinator(
            TestCoordinator.CONFIG.with(draft -> draft.sessionTimeout = Duration.ofSeconds(2)))) {
      TestPlayer anna = TestPlayer.in(brisk.coordinator, ANNA, "prontera");
      anna.sees(BERT);
      TestPlayer bert = new TestPlayer(brisk.coordinator, BERT);
      bert.login();
      RawSocket mute = new RawSocket(brisk.coordinator, bert.jwt(), false);
      mute.send(MessageCodec.encode(new ClientMessage.Join(bert.reserve("prontera").ticket())));
      mute.send(MessageCodec.encode(new ClientMessage.Sees(List.of(ANNA), List.of())));
      assertEquals(bert.asPeer(), anna.next());
      long end = System.nanoTime() + TestPlayer.PATIENCE.toNanos();
      while (brisk.coordinator.tally().of(Event.TIMED_OUT) == 0 && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      assertEquals(1, brisk.coordinator.tally().of(Event.TIMED_OUT));
      assertEquals(List.of(), anna.settle(), "who answers pings is not silent");
    }
  }

  @Test
  void aNodeThatStopsSaysSo() {
    TestPlayer anna;
    try (TestCoordinator ending = new TestCoordinator(TestCoordinator.CONFIG)) {
      anna = TestPlayer.in(ending.coordinator, ANNA, "prontera");
    }
    assertEquals(ErrorCode.STOPPING, anna.refusal());
    assertEquals(ErrorCode.STOPPING, TestPlayer.take(anna.closed).reason());
  }

  private TestPlayer player(int accountId) {
    return TestPlayer.in(test.coordinator, accountId, "prontera");
  }
}
