package org.rop2p.testbed.server;

import java.util.Random;
import java.util.Set;
import org.rop2p.testbed.server.ServerEvent.Refusal;

/**
 * Emotes: basic skill 2, never the mute sign, and one in two of the server's seconds, counted from
 * the last attempt, so that a refusal restarts the clock. Event loop only.
 */
final class Emotes {
  private static final int NEEDED_SKILL = 2;
  private static final int MUTE_SIGN = 34;
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
