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
    meet(anna, bert);
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
    meet(anna, bert);
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
    RawSocket raw = new RawSocket(test.coordinator, true);
    raw.send(MessageCodec.encode(new ClientMessage.Join(anna.reserve("prontera").ticket())));
    raw.send(MessageCodec.encode(new ClientMessage.Sees(List.of(BERT), List.of())));
    bert.sees(ANNA);
    assertEquals(new ServerMessage.PeerJoined(ANNA, anna.fingerprint()), bert.next());
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
    meet(anna, bert);
    bert.losesSightOf(ANNA);
    assertEquals(new ServerMessage.PeerLeft(ANNA, PartReason.SIGHT), bert.next());
    assertEquals(new ServerMessage.PeerLeft(BERT, PartReason.SIGHT), anna.next());
    anna.send(new ClientMessage.SignalTo(BERT, OFFER));
    assertEquals(ErrorCode.NOT_INTRODUCED, anna.refusal());
  }

  @Test
  void aLostSocketIsNoticedAtOnce() {
    TestPlayer anna = player(ANNA);
    TestPlayer bert = player(BERT);
    meet(anna, bert);
    anna.close();
    assertEquals(new ServerMessage.PeerLeft(ANNA, PartReason.GONE), bert.next());
  }

  @Test
  void theNewerSocketReplacesTheOlder() {
    TestPlayer older = player(ANNA);
    TestPlayer bert = player(BERT);
    meet(older, bert);
    TestPlayer newer = player(ANNA);
    assertEquals(new ServerMessage.PeerLeft(ANNA, PartReason.REPLACED), bert.next());
    assertEquals(ErrorCode.REPLACED, older.refusal());
    assertEquals(ErrorCode.REPLACED, TestPlayer.take(older.closed).reason());
    newer.sees(BERT);
    assertEquals(new ServerMessage.PeerJoined(BERT, bert.fingerprint()), newer.next());
    assertEquals(new ServerMessage.PeerJoined(ANNA, newer.fingerprint()), bert.next());
    assertTrue(older.closed.isEmpty(), "closed is told once");
  }

  @Test
  void aTicketIsForOneAccountOnceAndForHalfAMinute() {
    TestPlayer anna = new TestPlayer(test.coordinator, ANNA);
    anna.login();
    anna.open();
    String late = anna.reserve("prontera").ticket();
    clock.advance(Duration.ofSeconds(30));
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
    RawSocket raw = new RawSocket(test.coordinator, true);
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
    RawSocket raw = new RawSocket(test.coordinator, true);
    raw.send("{\"type\":\"dance\"}");
    raw.send("{\"type\":\"sees\"}");
    assertTrue(TestPlayer.take(raw.texts).contains(ErrorCode.NOT_JOINED), "the answer to sees");
    assertEquals(1, test.coordinator.tally().of(Event.UNKNOWN_TYPE));
    assertEquals(0, test.coordinator.tally().of(Event.BAD_MESSAGE));
  }

  @Test
  void anOversizedFrameClosesItsSocketOnly() {
    TestPlayer anna = player(ANNA);
    RawSocket raw = new RawSocket(test.coordinator, true);
    raw.send(" ".repeat(Limits.MAX_FRAME_BYTES + 1));
    TestPlayer.take(raw.closes);
    assertEquals(List.of(), anna.settle());
  }

  @Test
  void anOversizedMessageOfSmallFramesClosesItsSocketOnly() {
    TestPlayer anna = player(ANNA);
    RawSocket raw = new RawSocket(test.coordinator, true);
    raw.sendParts(" ".repeat(Limits.MAX_FRAME_BYTES / 2), 4);
    TestPlayer.take(raw.closes);
    assertEquals(List.of(), anna.settle());
  }

  @Test
  void aFloodClosesItsSocketOnly() {
    TestPlayer anna = player(ANNA);
    RawSocket raw = new RawSocket(test.coordinator, true);
    for (int i = 0; i < 100_000 && raw.closes.isEmpty(); i++) {
      raw.trySend("{\"type\":\"dance\"}");
    }
    TestPlayer.take(raw.closes);
    assertTrue(TestPlayer.take(raw.texts).contains(ErrorCode.RATE_LIMITED));
    assertEquals(1, test.coordinator.tally().of(Event.RATE_LIMITED));
    assertEquals(List.of(), anna.settle());
  }

  @Test
  void aSilentSocketIsGone() {
    try (TestCoordinator brisk =
        new TestCoordinator(TestCoordinator.CONFIG.withSessionTimeout(Duration.ofSeconds(2)))) {
      TestPlayer anna = TestPlayer.in(brisk.coordinator, ANNA, "prontera");
      anna.sees(BERT);
      TestPlayer bert = new TestPlayer(brisk.coordinator, BERT);
      bert.login();
      RawSocket mute = new RawSocket(brisk.coordinator, false);
      mute.send(MessageCodec.encode(new ClientMessage.Join(bert.reserve("prontera").ticket())));
      mute.send(MessageCodec.encode(new ClientMessage.Sees(List.of(ANNA), List.of())));
      assertEquals(new ServerMessage.PeerJoined(BERT, bert.fingerprint()), anna.next());
      assertEquals(new ServerMessage.PeerLeft(BERT, PartReason.GONE), anna.next());
      assertEquals(List.of(), anna.settle(), "who answers pings is not silent");
      assertEquals(1, brisk.coordinator.tally().of(Event.TIMED_OUT));
    }
  }

  private TestPlayer player(int accountId) {
    return TestPlayer.in(test.coordinator, accountId, "prontera");
  }

  private static void meet(TestPlayer one, TestPlayer other) {
    one.sees(other.accountId);
    other.sees(one.accountId);
    assertEquals(new ServerMessage.PeerJoined(other.accountId, other.fingerprint()), one.next());
    assertEquals(new ServerMessage.PeerJoined(one.accountId, one.fingerprint()), other.next());
  }
}
