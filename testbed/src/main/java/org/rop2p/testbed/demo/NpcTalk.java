package org.rop2p.testbed.demo;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.client.DialogueScript;
import org.rop2p.testbed.client.DialogueScript.Choose;
import org.rop2p.testbed.client.ScreenEvent.DialogueClosed;
import org.rop2p.testbed.client.ScreenEvent.DialoguePage;
import org.rop2p.testbed.demo.world.DemoWorld;
import org.rop2p.testbed.demo.world.Seat;

/** One player's talk with an NPC: whole, unchanged at the server, and nobody else's business. */
final class NpcTalk {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Well within sight, whatever the player's screen is late. */
  private static final int NEAR = 8;

  private final Seat talker;
  private final int npc;

  NpcTalk(Seat talker, int npc) {
    this.talker = talker;
    this.npc = npc;
  }

  /** Talks to the end; false if there was none in time. */
  boolean talk(Bot bot) throws InterruptedException {
    bot.busy(true);
    try {
      return bot.walkUpTo(DemoWorld.HERALD, NEAR)
          && talker.client().talkTo(npc, DialogueScript.of(new Choose(2)))
          && talker
              .client()
              .screen()
              .await(DialogueClosed.class, closed -> closed.npcId() == npc, PATIENCE)
              .isPresent();
    } finally {
      bot.busy(false);
    }
  }

  /** What is wrong with it, if anything. */
  Optional<String> fault(List<Seat> seats, Map<Integer, List<RawText>> atServer) {
    List<String> sent = talker.npcFrames().stream().map(HexFormat.of()::formatHex).toList();
    List<String> arrived =
        atServer.getOrDefault(talker.account(), List.of()).stream()
            .map(frame -> HexFormat.of().formatHex(frame.toBytes()))
            .toList();
    if (sent.isEmpty()) {
      return Optional.of(talker.name() + " never spoke to the NPC");
    }
    if (!sent.equals(arrived)) {
      return Optional.of(
          "the NPC dialogue reached the server changed: sent " + sent + ", arrived " + arrived);
    }
    if (atServer.size() > 1) {
      return Optional.of("the server had NPC dialogue from somebody who never spoke to one");
    }
    return seats.stream()
        .filter(seat -> seat.account() != talker.account())
        .filter(seat -> !seat.events(DialoguePage.class).isEmpty())
        .findFirst()
        .map(seat -> seat.name() + " saw the NPC dialogue of " + talker.name());
  }
}
