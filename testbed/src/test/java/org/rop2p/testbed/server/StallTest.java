package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.view.Chat;

/** A server that stands still for a while, as if stopped by a signal. */
final class StallTest {
  private static final Duration STALL = Duration.ofSeconds(2);

  private final StandInServer server =
      StandInServer.builder()
          .account("anna", "secret", "Anna", 'F')
          .account("bert", "secret", "Bert", 'M')
          .start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatPilesUpIsTakenInOrderAfterwards() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.enter(server, "bert", "Bert")) {
      long begun = System.nanoTime();
      server.faults().stall(STALL);
      assertTrue(System.nanoTime() - begun < STALL.toNanos(), "the caller is not held");
      anna.say("one");
      bert.say("two");
      anna.say("three");
      assertEquals("Anna : one", Chat.readOther(bert.map.until(0x008D)).text().toString());
      assertEquals("Anna : three", Chat.readOther(bert.map.until(0x008D)).text().toString());
      assertEquals("Bert : two", Chat.readOther(anna.map.until(0x008D)).text().toString());
      ServerEvent.Stalled over = Logs.await(server, ServerEvent.Stalled.class);
      assertEquals(STALL, over.duration());
      assertTrue(over.nanos() - begun >= STALL.toNanos());
      assertTrue(
          server.log().all(ServerEvent.ChatAccepted.class).stream()
              .allMatch(chat -> chat.nanos() >= over.nanos()),
          "nothing was decided meanwhile");
    }
  }

  @Test
  void aWalkGoesOnFromWhereItStood() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna")) {
      anna.map.send(Frames.walk(156, 200));
      anna.map.until(0x0087);
      server.faults().stall(STALL);
      ServerEvent.Stalled over = Logs.await(server, ServerEvent.Stalled.class);
      ServerEvent.Moved first =
          Logs.await(server, ServerEvent.Moved.class, move -> move.nanos() > over.nanos());
      ServerEvent.Moved arrived =
          Logs.await(server, ServerEvent.Moved.class, move -> move.at().cell().y() == 200);
      long cells = 200L - first.at().cell().y();
      assertTrue(cells >= 8, "it stood still, too: " + first.at());
      assertTrue(arrived.nanos() - first.nanos() >= (cells * 150L - 25L) * 1_000_000L);
    }
  }

  @Test
  void otherFaultsWaitUntilItIsOver() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna")) {
      server.faults().stall(STALL);
      server.faults().kill(anna.account);
      assertEquals(1, server.log().all(ServerEvent.Stalled.class).size());
      anna.map.until(0x0080);
    }
  }

  @Test
  void whoSendsTooMuchMeanwhileIsLost() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna")) {
      server.faults().stall(STALL);
      ByteBuf line = Frames.chat("Anna : " + "x".repeat(200));
      for (int i = 0; i < 10; i++) {
        anna.map.send(line);
      }
      anna.map.untilClosed();
      assertEquals(
          List.of("2,048 unprocessed bytes"),
          server.log().all(ServerEvent.Kicked.class).stream()
              .map(ServerEvent.Kicked::reason)
              .toList());
    }
  }
}
