package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.view.Chat;

/** Latency of a line, lines that break, and servers that die. */
final class LineTest {
  private static final long LATENCY_MILLIS = 90;

  private final StandInServer server =
      StandInServer.builder()
          .account("near", "secret", "Near", 'F')
          .account("far", "secret", "Far", 'M')
          .latency(Duration.ofMillis(LATENCY_MILLIS))
          .account("shaky", "secret", "Shaky", 'M')
          .latency(Duration.ofMillis(LATENCY_MILLIS))
          .jitter(Duration.ofMillis(60))
          .start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aFarClientIsLateBothWaysAndInOrder() throws Exception {
    try (TestPlayer near = TestPlayer.enter(server, "near", "Near");
        TestPlayer far = TestPlayer.enter(server, "far", "Far")) {
      long asked = System.nanoTime();
      far.map.fence();
      long trip = (System.nanoTime() - asked) / 1_000_000;
      assertTrue(trip >= 2 * LATENCY_MILLIS, "there and back in " + trip + " ms");

      for (int line = 0; line < 20; line++) {
        far.say("line " + line);
      }
      List<String> heard = new ArrayList<>();
      for (int line = 0; line < 20; line++) {
        heard.add(Chat.readOther(near.map.until(0x008D)).text().toString());
      }
      for (int line = 0; line < 20; line++) {
        assertEquals("Far : line " + line, heard.get(line));
        assertEquals("Far : line " + line, Chat.readOwn(far.map.until(0x008E)).text().toString());
      }

      long said = System.nanoTime();
      near.say("hello");
      ServerEvent.ChatAccepted chat =
          Logs.await(server, ServerEvent.ChatAccepted.class, e -> e.account() == near.account);
      far.map.until(0x008D);
      assertTrue(System.nanoTime() - chat.nanos() >= LATENCY_MILLIS * 1_000_000);
      assertTrue(chat.nanos() - said < LATENCY_MILLIS * 1_000_000 * 50, "a near one is not held");
    }
  }

  @Test
  void jitterComesOnTopAndKeepsTheOrder() throws Exception {
    try (TestPlayer shaky = TestPlayer.enter(server, "shaky", "Shaky")) {
      List<Long> trips = new ArrayList<>();
      for (int question = 0; question < 10; question++) {
        long asked = System.nanoTime();
        shaky.map.fence();
        trips.add((System.nanoTime() - asked) / 1_000_000);
      }
      assertTrue(trips.stream().allMatch(trip -> trip >= 2 * LATENCY_MILLIS), trips::toString);
      assertTrue(trips.stream().distinct().count() > 3, "they differ: " + trips);
      for (int line = 0; line < 10; line++) {
        shaky.say("line " + line);
      }
      for (int line = 0; line < 10; line++) {
        assertEquals(
            "Shaky : line " + line, Chat.readOwn(shaky.map.until(0x008E)).text().toString());
      }
    }
  }

  @Test
  void aCutLineEndsWithoutAWord() throws Exception {
    try (TestPlayer near = TestPlayer.enter(server, "near", "Near")) {
      server.faults().disconnect(near.account);
      List<ByteBuf> last = near.map.untilClosed();
      assertEquals(List.of(), last);
      ServerEvent.Disconnected end =
          Logs.await(server, ServerEvent.Disconnected.class, e -> e.server() == ServerKind.MAP);
      assertEquals(near.account, end.account());
    }
  }

  @Test
  void whoIsKickedIsToldAndGoneAtOnce() throws Exception {
    try (TestPlayer near = TestPlayer.enter(server, "near", "Near");
        TestPlayer far = TestPlayer.enter(server, "far", "Far")) {
      server.faults().kick(far.account);
      List<ByteBuf> last = far.map.untilClosed();
      assertEquals("81000f", RawClient.hex(last.get(last.size() - 1)));
      assertEquals(far.account, near.map.until(0x0080).getIntLE(2));
    }
  }

  @Test
  void aKilledServerEndsEveryConnection() throws Exception {
    try (TestPlayer near = TestPlayer.enter(server, "near", "Near")) {
      server.close();
      near.map.untilClosed();
    }
  }

  @Test
  void hooksSpeakUpWhenThereIsNobodyToHook() {
    int near = server.accountId("near");
    assertThrows(IllegalStateException.class, () -> server.faults().mute(near, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> server.faults().warp(near, Place.of("nowhere", 1, 1)));
    assertThrows(NoSuchElementException.class, () -> server.faults().disconnect(1));
  }
}
