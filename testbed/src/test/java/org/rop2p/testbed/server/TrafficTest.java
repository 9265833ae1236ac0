package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the server counts of its clients' frames. */
final class TrafficTest {
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
  void framesAreCountedByKindAndAccountWhateverBecomesOfThem() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.enter(server, "bert", "Bert")) {
      anna.say("hello");
      anna.say("again");
      anna.map.send(Frames.emote(3), Frames.emote(4)); // the second one is refused
      anna.map.send(Frames.walk(157, 186));
      anna.map.send(Frames.walk(300, 300)); // too far
      anna.map.send(Frames.walk(158, 186));
      anna.map.fence();
      ReceivedCounts annas = server.received(anna.account);
      assertEquals(2, annas.chat());
      assertEquals(2, annas.emote());
      assertEquals(3, annas.movement());
      assertEquals(3, annas.other(), "007D and two fences");
      assertEquals(2, server.received(bert.account).frames());
      assertEquals(2, server.received(0).other(), "two CZ_ENTER");
      assertEquals(annas.frames() + 2 + 2, server.received().frames());
      assertTrue(annas.s2cBytes() > 500, annas::toString);
    }
  }

  @Test
  void bytesToTheClientAreThoseTheClientGets() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna")) {
      long before = server.received(anna.account).s2cBytes();
      int read = anna.map.fence().stream().mapToInt(frame -> frame.readableBytes()).sum();
      assertEquals(before + read + 6, server.received(anna.account).s2cBytes());
    }
  }
}
