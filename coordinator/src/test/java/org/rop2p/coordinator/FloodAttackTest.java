package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.api.Limits;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.coordinator.limits.LimitBook;

/** Anna tries to starve Bert, or the coordinator, by sending too much or too little. */
class FloodAttackTest {
  private static final int ANNA = 2_000_001;
  private static final int BERT = 2_000_002;
  private static final int CARA = 2_000_003;
  private static final Signal OFFER = new Signal.Offer("anna", "a".repeat(22));

  private final TestClock clock = new TestClock();
  private TestCoordinator test;
  private TestPlayer bert;

  @BeforeEach
  void start() {
    test = new TestCoordinator(TestCoordinator.CONFIG, clock);
    bert = player(BERT);
  }

  /** Whatever she does, he plays on. */
  @AfterEach
  void stop() {
    TestPlayer cara = player(CARA);
    bert.meet(cara);
    bert.send(new ClientMessage.SignalTo(CARA, OFFER));
    assertEquals(new ServerMessage.SignalFrom(BERT, bert.fingerprint(), OFFER), cara.next());
    assertTrue(bert.closed.isEmpty());
    test.close();
  }

  @Test
  void anOfferFloodReachesHimAsATrickle() {
    assertEquals(LimitBook.OFFERS_OF_PAIR.burst(), reached(OFFER, 100), 1.0);
  }

  @Test
  void anAnswerFloodReachesHimAsATrickle() {
    Signal answer = new Signal.Answer("anna", "a".repeat(22));
    assertEquals(LimitBook.OFFERS_OF_PAIR.burst(), reached(answer, 100), 1.0);
  }

  @Test
  void aCandidateFloodReachesHimAsATrickle() {
    assertEquals(
        LimitBook.CANDIDATES_OF_PAIR.burst(),
        reached(new Signal.IceCandidate("c".repeat(512)), 600),
        20.0);
  }

  @Test
  void aProbeFloodReachesHimAsATrickle() {
    assertEquals(
        LimitBook.CANDIDATES_OF_PAIR.burst(),
        reached(new Signal.Probe("p".repeat(512)), 600),
        20.0);
  }

  private int reached(Signal signal, int sent) {
    TestPlayer anna = player(ANNA);
    anna.meet(bert);
    for (int i = 0; i < sent; i++) {
      anna.send(new ClientMessage.SignalTo(BERT, signal));
    }
    int refused = 0;
    for (ServerMessage message : anna.settle()) {
      boolean limited =
          message instanceof ServerMessage.Refused no && no.code().equals(ErrorCode.RATE_LIMITED);
      refused += limited ? 1 : 0;
    }
    List<ServerMessage> heard = bert.settle();
    assertEquals(sent, heard.size() + refused, "the others were refused, and she knows");
    assertTrue(anna.closed.isEmpty());
    return heard.size();
  }

  /** To be introduced anew does not begin the count anew. */
  @Test
  void flappingSightDoesNotHelp() {
    TestPlayer anna = player(ANNA);
    anna.meet(bert);
    int offers = 0;
    for (int round = 0; round < 4; round++) {
      anna.losesSightOf(BERT);
      anna.sees(BERT);
      for (int i = 0; i < 10; i++) {
        anna.send(new ClientMessage.SignalTo(BERT, OFFER));
      }
      anna.settle();
    }
    for (ServerMessage message : bert.settle()) {
      offers += message instanceof ServerMessage.SignalFrom ? 1 : 0;
    }
    assertEquals(LimitBook.OFFERS_OF_PAIR.burst(), offers, 1.0);
  }

  @Test
  void aStormOfReportsIsPutTogether() {
    TestPlayer anna = player(ANNA);
    bert.sees(ANNA);
    for (int i = 0; i < 200; i++) {
      anna.sees(BERT);
      anna.losesSightOf(BERT);
    }
    anna.settle();
    assertTrue(bert.settle().size() <= 24, "and not 400");
  }

  @Test
  void aPingFloodClosesItsSocket() {
    RawSocket raw = RawSocket.of(test.coordinator, ANNA);
    for (int i = 0; i < 10_000 && raw.closes.isEmpty() && raw.tryPing(); i++) {
      Thread.onSpinWait();
    }
    TestPlayer.take(raw.closes);
    assertEquals(1, test.coordinator.tally().of(Event.RATE_LIMITED));
  }

  @Test
  void aFloodOfEmptyContinuationsClosesItsSocket() {
    RawSocket raw = RawSocket.of(test.coordinator, ANNA);
    for (int i = 0; i < 10_000 && raw.closes.isEmpty() && raw.trySendPart(""); i++) {
      Thread.onSpinWait();
    }
    TestPlayer.take(raw.closes);
    assertEquals(1, test.coordinator.tally().of(Event.RATE_LIMITED));
  }

  @Test
  void deepOrWideJsonIsNoMessage() {
    RawSocket raw = RawSocket.of(test.coordinator, ANNA);
    for (String bad :
        List.of(
            "[".repeat(8_000),
            "{\"type\":" + "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_001),
            "{\"type\":\"leave\",\"type\":\"join\"}",
            "{\"" + "n".repeat(9_000) + "\":1}",
            "{\"type\":\"sees\",\"added\":[" + "1,".repeat(Limits.MAX_SEES) + "1]}",
            "{\"type\":\"sees\",\"added\":[" + "9".repeat(40) + "]}")) {
      raw.send(bad);
      assertTrue(TestPlayer.take(raw.texts).contains(ErrorCode.BAD_MESSAGE), bad.substring(0, 9));
    }
  }

  @Test
  void binaryFramesAreBadMessages() {
    RawSocket raw = RawSocket.of(test.coordinator, ANNA);
    for (int i = 0; i < LimitBook.BAD_MESSAGES_OF_SOCKET; i++) {
      raw.sendBinary();
    }
    assertEquals(1008, TestPlayer.take(raw.closes));
  }

  @Test
  void aSocketThatNeverJoinsIsClosed() {
    RawSocket raw = RawSocket.of(test.coordinator, ANNA);
    raw.send("{}");
    TestPlayer.take(raw.texts); // So it is served by now.
    test.pass(clock, Duration.ofSeconds(30));
    assertTrue(raw.closes.isEmpty(), "half a minute it has");
    test.pass(clock, Duration.ofSeconds(5));
    assertTrue(TestPlayer.take(raw.texts).contains(ErrorCode.TIMED_OUT));
    assertEquals(ErrorCode.TIMED_OUT, TestPlayer.take(raw.reasons));
  }

  @Test
  void oneAccountHoldsAFewSocketsOnly() {
    TestPlayer anna = new TestPlayer(test.coordinator, ANNA);
    anna.login();
    List<WebSocket> open = new ArrayList<>();
    int status = 101;
    while (status == 101) {
      status = open(anna.jwt(), open);
    }
    assertEquals(429, status);
    assertEquals(LimitBook.OPEN_SOCKETS_OF_ACCOUNT, open.size());
    open.forEach(WebSocket::abort);
  }

  @Test
  void oneAccountOpensSocketsOnlySoOften() {
    TestPlayer anna = new TestPlayer(test.coordinator, ANNA);
    anna.login();
    int status = 101;
    int opened = 0;
    while (status != 429 && opened < 1_000) {
      List<WebSocket> open = new ArrayList<>();
      status = open(anna.jwt(), open);
      open.forEach(WebSocket::abort);
      opened += open.size();
    }
    assertEquals(429, status);
    assertTrue(opened <= LimitBook.SOCKETS_OF_ACCOUNT.burst() + 5, "" + opened);
  }

  @Test
  void aViewBeyondAnyScreenClosesItsSocket() {
    TestPlayer anna = player(ANNA);
    anna.sees(IntStream.range(1, 1 + Limits.MAX_SEES).toArray());
    anna.sees(10_000);
    assertEquals(ErrorCode.RATE_LIMITED, anna.refusal());
    TestPlayer.take(anna.closed);
  }

  @Test
  void joiningOverAndOverMovesHerOnly() {
    TestPlayer anna = player(ANNA);
    for (int i = 0; i < 10; i++) {
      anna.enter(i % 2 == 0 ? "geffen" : "prontera");
    }
    assertEquals(List.of(), bert.settle());
  }

  private int open(String jwt, List<WebSocket> open) {
    URI uri = URI.create("ws://127.0.0.1:" + test.coordinator.port() + "/api/v1/signaling/ws");
    try {
      open.add(
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .header("Authorization", "Bearer " + jwt)
              .buildAsync(uri, new WebSocket.Listener() {})
              .join());
      return 101;
    } catch (CompletionException e) {
      return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
    }
  }

  private TestPlayer player(int accountId) {
    return TestPlayer.in(test.coordinator, accountId, "prontera");
  }
}
