package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.view.Emotion;
import org.rop2p.testbed.server.ServerEvent.Refusal;

/** Emotes: one in two of the server's seconds, and what else stands in their way. */
final class EmoteTest {
  private final StandInServer server =
      StandInServer.builder()
          .account("anna", "secret", "Anna", 'F')
          .account("bert", "secret", "Bert", 'M')
          .account("noel", "secret", "Noel", 'M')
          .basicSkill(1)
          .start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aSecondOneAtOnceIsRefusedAndTheRefusalRestartsTheClock() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.enter(server, "bert", "Bert")) {
      anna.map.send(Frames.emote(3));
      assertEquals(new Emotion(anna.account, 3), Emotion.read(anna.map.until(0x00C0)));
      bert.map.until(0x00C0);
      // Attempts without a pause, for longer than two seconds: none gets through.
      long end = System.nanoTime() + 3_100_000_000L;
      int attempts = 0;
      while (System.nanoTime() < end) {
        anna.map.send(Frames.emote(4));
        assertEquals("1001010001000000" + "00".repeat(6), RawClient.hex(anna.map.until(0x0110)));
        attempts++;
      }
      assertEquals(List.of(), bert.map.fence(0x00C0));
      assertEquals(attempts, server.log().all(ServerEvent.EmoteRefused.class).size());
      // The first attempt two whole seconds after the last passes.
      ServerEvent.EmoteRefused last =
          server.log().all(ServerEvent.EmoteRefused.class).get(attempts - 1);
      assertEquals(Refusal.TOO_SOON, last.why());
      while (System.nanoTime() - last.nanos() < 2_000_000_000L) {
        bert.map.fence();
      }
      anna.map.send(Frames.emote(5));
      assertEquals(new Emotion(anna.account, 5), Emotion.read(bert.map.until(0x00C0)));
    }
  }

  @Test
  void theMuteSignAndTheUnskilledAreRefused() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer noel = TestPlayer.enter(server, "noel", "Noel")) {
      anna.map.send(Frames.emote(34));
      anna.map.until(0x0110);
      assertEquals(Refusal.MUTE_EMOTE, Logs.await(server, ServerEvent.EmoteRefused.class).why());
      noel.map.send(Frames.emote(1));
      noel.map.until(0x0110);
      Logs.await(server, ServerEvent.EmoteRefused.class, e -> e.why() == Refusal.BASIC_SKILL);
      anna.map.send(Frames.emote(1));
      anna.map.until(0x00C0);
    }
  }

  @Test
  void aDiceShowsWhatTheServerRolls() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna")) {
      anna.map.send(Frames.emote(63));
      int shown = Emotion.read(anna.map.until(0x00C0)).type();
      assertTrue(shown >= 58 && shown <= 63);
      ServerEvent.EmoteAccepted rolled = Logs.await(server, ServerEvent.EmoteAccepted.class);
      assertEquals(63, rolled.requested());
      assertEquals(shown, rolled.shown());
    }
  }
}
