package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.api.PartReason;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.coordinator.config.Capacity;
import org.rop2p.coordinator.session.Ids;
import org.rop2p.coordinator.session.InMemorySessionStore;
import org.rop2p.coordinator.session.Player;
import org.rop2p.coordinator.session.SessionStore;

/** The store goes, forgets, comes back or dawdles while players play. */
class LostStoreTest {
  private static final int ANNA = 2_000_001;
  private static final int BERT = 2_000_002;
  private static final int CARA = 2_000_003;
  private static final Signal OFFER = new Signal.Offer("anna", "a".repeat(22));

  private final TestClock clock = new TestClock();
  private final FlakyStore store = new FlakyStore();
  private TestCoordinator test;

  @BeforeEach
  void start() {
    test = new TestCoordinator(TestCoordinator.CONFIG, clock, store::over);
  }

  @AfterEach
  void stop() {
    test.close();
  }

  @Test
  void theIntroducedOfOneNodeStillSignalAndStrangersAreToldToWait() {
    TestPlayer anna = player(ANNA);
    TestPlayer bert = player(BERT);
    anna.meet(bert);
    test.onLoop(store::lose);
    anna.send(new ClientMessage.SignalTo(BERT, OFFER));
    assertEquals(new ServerMessage.SignalFrom(ANNA, anna.fingerprint(), OFFER), bert.next());
    anna.send(new ClientMessage.SignalTo(CARA, OFFER));
    assertEquals(ErrorCode.UNAVAILABLE, anna.refusal());
    assertTrue(anna.closed.isEmpty(), "the socket stays");
  }

  @Test
  void whatWasSeenMeanwhileIsMadeUpFor() {
    TestPlayer anna = player(ANNA);
    TestPlayer bert = player(BERT);
    bert.sees(ANNA);
    assertEquals(List.of(), bert.settle());
    test.onLoop(store::lose);
    anna.sees(BERT);
    assertEquals(ErrorCode.UNAVAILABLE, anna.refusal());
    test.onLoop(store::comeBack);
    assertEquals(bert.asPeer(), anna.next());
    assertEquals(anna.asPeer(), bert.next());
  }

  @Test
  void aStoreThatForgotEverythingIsToldAndNobodyHearsOfIt() {
    TestPlayer anna = player(ANNA);
    TestPlayer bert = player(BERT);
    anna.meet(bert);
    test.onLoop(store::lose);
    test.onLoop(() -> store.comeBackAs(fresh()));
    assertEquals(List.of(), anna.settle().stream().filter(LostStoreTest::isParting).toList());
    assertEquals(List.of(), bert.settle().stream().filter(LostStoreTest::isParting).toList());
    bert.losesSightOf(ANNA);
    assertEquals(new ServerMessage.PeerLeft(BERT, PartReason.SIGHT), firstParting(anna));
  }

  @Test
  void whoWentWhileNobodyCouldBeToldIsGone() {
    TestPlayer anna = player(ANNA);
    TestPlayer bert = player(BERT);
    anna.meet(bert);
    test.onLoop(store::lose);
    anna.close();
    TestPlayer.take(anna.closed);
    test.onLoop(store::comeBack);
    // Her client knows that the socket is closed; the coordinator may hear of it a moment later.
    for (int tries = 0; tries < 20 && bert.heard.isEmpty(); tries++) {
      test.pass(clock, Duration.ofSeconds(35));
      bert.settle().forEach(bert.heard::add);
    }
    assertEquals(new ServerMessage.PeerLeft(ANNA, PartReason.GONE), bert.next());
  }

  @Test
  void whoJoinedElsewhereMeanwhileIsClosed() {
    TestPlayer anna = player(ANNA);
    test.onLoop(store::lose);
    InMemorySessionStore other = fresh();
    test.onLoop(
        () -> {
          var player = new Player(ANNA, "ab".repeat(32), "another");
          other.hear(notice -> {});
          var reserved =
              assertInstanceOf(
                  SessionStore.Reservation.Reserved.class,
                  other.reserve(player, "prontera").result());
          assertTrue(other.redeem(reserved.ticket(), ANNA, "elsewhere").result().isPresent());
          store.comeBackAs(other);
        });
    assertEquals(ErrorCode.REPLACED, anna.refusal());
    assertEquals(ErrorCode.REPLACED, TestPlayer.take(anna.closed).reason());
  }

  @Test
  void manyAreRestoredAFewAtATime() {
    List<TestPlayer> players = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      players.add(player(ANNA + i));
    }
    int most = 32;
    test.onLoop(
        () -> {
          store.lose();
          store.slow(true);
          store.comeBack();
          assertEquals(most, store.waiting());
          int answered = 0;
          while (store.waiting() > 0) {
            store.answer();
            answered++;
          }
          assertEquals(40, answered);
          assertEquals(most, store.most());
          store.slow(false);
        });
    players.forEach(player -> assertEquals(List.of(), player.settle()));
  }

  @Test
  void oneCommandIsCarriedOutAfterTheOtherHoweverLateTheStore() {
    TestPlayer anna = player(ANNA);
    TestPlayer bert = player(BERT);
    bert.sees(ANNA);
    assertEquals(List.of(), bert.settle());
    test.onLoop(() -> store.slow(true));
    anna.sees(BERT);
    anna.send(new ClientMessage.SignalTo(BERT, OFFER));
    anna.losesSightOf(BERT);
    anna.send(new ClientMessage.SignalTo(BERT, OFFER));
    for (int i = 0; i < 4; i++) {
      answerNext();
    }
    test.onLoop(() -> store.slow(false));
    assertEquals(anna.asPeer(), bert.next());
    assertEquals(new ServerMessage.SignalFrom(ANNA, anna.fingerprint(), OFFER), bert.next());
    assertEquals(new ServerMessage.PeerLeft(ANNA, PartReason.SIGHT), bert.next());
    assertEquals(bert.asPeer(), anna.next());
    assertEquals(new ServerMessage.PeerLeft(BERT, PartReason.SIGHT), anna.next());
    assertEquals(ErrorCode.NOT_INTRODUCED, anna.refusal());
  }

  /** A signal between those who sit here asks nobody. */
  private void answerNext() {
    long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
    boolean[] answered = {false};
    while (!answered[0] && System.nanoTime() < end) {
      test.onLoop(
          () -> {
            answered[0] = store.waiting() > 0;
            if (answered[0]) {
              store.answer();
            }
          });
    }
  }

  private InMemorySessionStore fresh() {
    return new InMemorySessionStore(Capacity.DEFAULT, new Ids(), clock);
  }

  private static boolean isParting(ServerMessage message) {
    return message instanceof ServerMessage.PeerLeft;
  }

  private static ServerMessage firstParting(TestPlayer player) {
    ServerMessage message = player.next();
    while (!isParting(message)) {
      message = player.next();
    }
    return message;
  }

  private TestPlayer player(int accountId) {
    return TestPlayer.in(test.coordinator, accountId, "prontera");
  }
}
