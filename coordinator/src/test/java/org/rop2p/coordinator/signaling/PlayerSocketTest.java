package org.rop2p.coordinator.signaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.http.ServerWebSocket;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.Event;
import org.rop2p.coordinator.Tally;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.session.Player;

class PlayerSocketTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration PING_INTERVAL = Duration.ofSeconds(20);

  private final Tally tally = new Tally();
  private final Wire wire = new Wire();
  private final Deque<Promise<Void>> commands = new ArrayDeque<>();
  private final List<String> begun = new ArrayList<>();
  private int closedTold;

  private final PlayerSocket socket =
      new PlayerSocket(
          wire.socket(),
          new Visitor(
              new Player(2_000_001, "ab".repeat(32), "key"),
              NOON,
              NOON.plus(Duration.ofHours(1)),
              "203.0.113.1"),
          NOON,
          PING_INTERVAL,
          tally,
          (from, text) -> {
            begun.add(text);
            Promise<Void> done = Promise.promise();
            commands.add(done);
            return done.future();
          },
          closed -> closedTold++);

  /** Frames that had been read before reading stopped are not lost, and not handled too early. */
  @Test
  void readsNothingWhileACommandIsUnderWay() {
    wire.texts.handle("one");
    assertTrue(wire.paused);
    wire.texts.handle("two");
    wire.texts.handle("three");
    assertEquals(List.of("one"), begun);
    commands.remove().complete();
    assertEquals(List.of("one", "two"), begun);
    assertTrue(wire.paused, "two is under way");
    commands.remove().fail("some failure");
    assertTrue(wire.paused, "three is");
    commands.remove().complete();
    assertEquals(List.of("one", "two", "three"), begun);
    assertFalse(wire.paused);
  }

  @Test
  void holdsOnlySoManyMessages() {
    for (int i = 0; i < 100; i++) {
      wire.texts.handle("" + i);
    }
    assertEquals(List.of("0"), begun);
    assertEquals(ErrorCode.RATE_LIMITED, wire.closeReason);
    commands.remove().complete();
    assertEquals(List.of("0"), begun, "what waited is dropped with the socket");
    assertEquals(1, closedTold);
    assertFalse(wire.paused, "so that the answer to the close is read");
  }

  @Test
  void aCloseIsSeenWhileACommandIsUnderWay() {
    wire.texts.handle("one");
    wire.closes.handle(null);
    assertTrue(socket.isClosed());
    commands.remove().complete();
    assertEquals(1, closedTold);
  }

  @Test
  void aSlowStoreIsNotTheClientsSilence() {
    wire.texts.handle("one");
    assertEquals(Duration.ZERO, socket.silence());
  }

  @Test
  void whoDoesNotReadIsCutWithAReason() {
    wire.full = true;
    socket.send(new ServerMessage.Refused("any", "any"));
    assertEquals(ErrorCode.TOO_SLOW, wire.closeReason);
    assertEquals(List.of(), wire.written, "and nothing more is kept for him");
    assertEquals(1, tally.of(Event.TOO_SLOW));
    assertEquals(1, closedTold);
    socket.send(new ServerMessage.Refused("any", "any"));
    assertEquals(1, tally.of(Event.TOO_SLOW), "once");
  }

  @Test
  void eachSocketHasAPingTimeOfItsOwn() {
    int pinged = 0;
    for (int i = 0; i < 1_000; i++) {
      Wire fresh = new Wire();
      new PlayerSocket(
              fresh.socket(),
              socket.visitor(),
              NOON,
              PING_INTERVAL,
              tally,
              (from, text) -> Future.succeededFuture(),
              closed -> {})
          .pingEach(PING_INTERVAL.dividedBy(2));
      pinged += fresh.pings;
    }
    assertEquals(500, pinged, 150, "half of them after half of the time");
  }

  @Test
  void wantsATokenAfterTwoThirdsOfTheOldOne() {
    assertFalse(socket.wantsToken(NOON.plus(Duration.ofMinutes(39))));
    assertTrue(socket.wantsToken(NOON.plus(Duration.ofMinutes(40))));
    socket.tokenLives(NOON.plus(Duration.ofMinutes(40)), NOON.plus(Duration.ofMinutes(100)));
    assertFalse(socket.wantsToken(NOON.plus(Duration.ofMinutes(79))));
  }

  /** The other end. */
  private static final class Wire {
    private final List<String> written = new ArrayList<>();
    private Handler<String> texts;
    private Handler<Void> closes;
    private boolean paused;
    private boolean full;
    private boolean closed;
    private String closeReason = "";
    private int pings;

    @SuppressWarnings("unchecked")
    ServerWebSocket socket() {
      return (ServerWebSocket)
          Proxy.newProxyInstance(
              Wire.class.getClassLoader(),
              new Class<?>[] {ServerWebSocket.class},
              (self, method, arguments) -> {
                switch (method.getName()) {
                  case "textMessageHandler" -> texts = (Handler<String>) arguments[0];
                  case "closeHandler" -> closes = (Handler<Void>) arguments[0];
                  case "pause" -> paused = true;
                  case "resume" -> paused = false;
                  case "isClosed" -> {
                    return closed;
                  }
                  case "writeQueueFull" -> {
                    return full;
                  }
                  case "writePing" -> {
                    pings++;
                    return Future.succeededFuture();
                  }
                  case "writeTextMessage" -> {
                    written.add((String) arguments[0]);
                    return Future.succeededFuture();
                  }
                  case "close" -> {
                    closed = true;
                    closeReason = (String) arguments[1];
                    return Future.succeededFuture();
                  }
                  default -> {
                    return self;
                  }
                }
                return self;
              });
    }
  }
}
