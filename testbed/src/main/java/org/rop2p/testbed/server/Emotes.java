package org.rop2p.testbed.server;

import java.util.Random;
import java.util.Set;
import org.rop2p.codec.view.PackEmotion;
import org.rop2p.testbed.server.ServerEvent.Refusal;

/**
 * Emotes: basic skill 2, never the mute sign, and one in two of the server's seconds, counted from
 * the last attempt, so that a refusal restarts the clock. The dead and the seated may. Event loop
 * only.
 */
final class Emotes {
  private static final int NEEDED_SKILL = 2;
  private static final int MUTE_SIGN = 34;
  private static final int NO_SIGN = -1;
  private static final int FIRST_DICE = 58;
  private static final int DICE_SIDES = 6;

  private final ServerClock clock;
  private final Random dice;
  private final ServerLog log;

  Emotes(ServerClock clock, Random dice, ServerLog log) {
    this.clock = clock;
    this.dice = dice;
    this.log = log;
  }

  /** CZ_REQ_EMOTION. */
  void request(Player player, int type) {
    Refusal refusal = refusal(player, type);
    if (refusal != null) {
      player.send(ChatPackets::basicSkillFailed);
      log.add(
          new ServerEvent.EmoteRefused(
              System.nanoTime(), player.id, type, refusal, player.place()));
      return;
    }
    boolean rolled = type >= FIRST_DICE && type < FIRST_DICE + DICE_SIDES;
    int shown = rolled ? FIRST_DICE + dice.nextInt(DICE_SIDES) : type;
    Set<Integer> audience = Sight.tellAll(player, out -> ChatPackets.emote(out, player, shown));
    log.add(
        new ServerEvent.EmoteAccepted(
            System.nanoTime(), player.id, type, shown, player.place(), audience));
  }

  /** CZ_REQ_EMOTION_EXPANSION, on a server that passes it on: by the same rules. */
  void requestOfPack(Player player, PackEmotion wanted) {
    int pack = wanted.pack();
    int emote = wanted.emote();
    Refusal refusal = refusal(player, NO_SIGN);
    if (refusal != null) {
      player.send(ChatPackets::basicSkillFailed);
      log.add(
          new ServerEvent.PackEmoteRefused(
              System.nanoTime(), player.id, pack, emote, refusal, player.place()));
      return;
    }
    PackEmotion shown = new PackEmotion(player.id, pack, emote);
    Set<Integer> audience = Sight.tellAll(player, out -> out.view(shown::write));
    log.add(
        new ServerEvent.PackEmoteAccepted(
            System.nanoTime(), player.id, pack, emote, player.place(), audience));
  }

  private Refusal refusal(Player player, int type) {
    if (player.account.basicSkill < NEEDED_SKILL) {
      return Refusal.BASIC_SKILL;
    }
    if (type == MUTE_SIGN) {
      return Refusal.MUTE_EMOTE;
    }
    long second = clock.second();
    boolean tooSoon = player.lastEmoteSecond + 1 >= second;
    player.lastEmoteSecond = second;
    return tooSoon ? Refusal.TOO_SOON : null;
  }
}
