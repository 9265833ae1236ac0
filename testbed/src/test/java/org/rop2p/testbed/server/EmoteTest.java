package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.codec.view.Emotion;
import org.rop2p.codec.view.RawText;
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

  /** Attempts at these times in seconds, each followed by + (shown) or - (refused). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0+ 0.5- 1.1-", // too soon
        "0.0+ 2.0+ 4.0+", // two seconds always do
        "0.9+ 2.8+", // the server counts whole seconds: 1.9 may do
        "0.0+ 1.1- 2.5- 3.9- 5.0+", // a refusal restarts the clock
        "0.0+ 1.9- 2.0- 3.0- 5.0+",
      })
  void oneInTwoOfTheServersSecondsSinceTheLastAttempt(String attempts) {
    AtomicLong now = new AtomicLong();
    ServerLog log = new ServerLog();
    Emotes emotes = new Emotes(new ServerClock(now::get), new Random(1), log);
    Player player = player();
    StringBuilder outcome = new StringBuilder();
    for (String attempt : attempts.split(" ", -1)) {
      String time = attempt.substring(0, attempt.length() - 1);
      now.set((long) (Double.parseDouble(time) * 1e9));
      int before = log.all(ServerEvent.EmoteAccepted.class).size();
      emotes.request(player, 3);
      boolean shown = log.all(ServerEvent.EmoteAccepted.class).size() > before;
      outcome.append(outcome.isEmpty() ? "" : " ").append(time).append(shown ? '+' : '-');
    }
    assertEquals(attempts, outcome.toString());
  }

  private static Player player() {
    AccountSpec spec = new AccountSpec("anna", "secret", RawText.ascii("Anna"), 'F');
    Player player = new Player(new Account(2_000_000, 150_000, spec));
    player.map = new GameMap(new MapSpec("prontera", 300, 300, 0, Set.of()));
    player.cell = DefaultWorld.SPAWN.cell();
    return player;
  }

  @Test
  void isShownToAllAndASecondOneAtOnceIsRefusedToTheSenderAlone() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.enter(server, "bert", "Bert")) {
      anna.map.send(Frames.emote(3), Frames.emote(4));
      assertEquals(new Emotion(anna.account, 3), Emotion.read(anna.map.until(0x00C0)));
      assertEquals("1001010001000000" + "00".repeat(6), RawClient.hex(anna.map.until(0x0110)));
      List<ByteBuf> seen = bert.map.fence(0x00C0);
      assertEquals(1, seen.size());
      assertEquals(new Emotion(anna.account, 3), Emotion.read(seen.get(0)));
      assertEquals(Refusal.TOO_SOON, Logs.await(server, ServerEvent.EmoteRefused.class).why());
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
