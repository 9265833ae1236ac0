package org.rop2p.testbed.server;

import java.time.Duration;
import org.rop2p.codec.view.Parameter;
import org.rop2p.codec.view.RawText;
import org.rop2p.codec.view.UnitAct;
import org.rop2p.testbed.server.ServerEvent.State;

/** What a player is: sitting, looking somewhere, hidden, muted, renamed, bound. Event loop only. */
final class PlayerStates {
  private static final int NEEDED_SKILL_TO_SIT = 3;

  /** rAthena tells twice that somebody stands up, as recorded. */
  private static final int TIMES_TOLD = 2;

  private final Timers timers;
  private final Sight sight;
  private final ServerLog log;

  PlayerStates(Timers timers, Sight sight, ServerLog log) {
    this.timers = timers;
    this.sight = sight;
    this.log = log;
  }

  void sit(Player player) {
    if (player.dead) {
      Mortality.lies(player);
      return;
    }
    Walking.halt(player, log);
    if (player.account.basicSkill < NEEDED_SKILL_TO_SIT) {
      player.send(ChatPackets::basicSkillFailed);
      return;
    }
    if (player.sitting) {
      Sight.tellAllAs(player, id -> out -> UnitPackets.act(out, id, UnitAct.SIT));
    } else if (!player.casting) {
      player.sitting = true;
      changed(player, State.SITTING, true);
      Sight.tellAll(player, out -> UnitPackets.sitIcon(out, player, true));
      Sight.tellAllAs(player, id -> out -> UnitPackets.act(out, id, UnitAct.SIT));
    }
  }

  void stand(Player player) {
    if (player.dead) {
      Mortality.lies(player);
      return;
    }
    Walking.halt(player, log);
    if (!player.sitting) {
      Sight.tellAllAs(player, id -> out -> UnitPackets.act(out, id, UnitAct.STAND));
      return;
    }
    player.sitting = false;
    changed(player, State.SITTING, false);
    for (int time = 0; time < TIMES_TOLD; time++) {
      Sight.tellAll(player, out -> UnitPackets.sitIcon(out, player, false));
      Sight.tellAllAs(player, id -> out -> UnitPackets.act(out, id, UnitAct.STAND));
    }
  }

  void look(Player player, int head, int direction) {
    player.headDirection = head;
    player.direction = direction & 7;
    Sight.tellOthers(player, out -> UnitPackets.looks(out, player.id, head, player.direction));
    Sight.tellDisguised(player, id -> out -> UnitPackets.looks(out, id, 0, player.direction));
  }

  void hide(Player player, boolean hidden) {
    if (player.hidden == hidden) {
      return;
    }
    player.hidden = hidden;
    changed(player, State.HIDDEN, hidden);
    if (!player.onMap) {
      return;
    }
    // Those in view are told of the effect, not that it vanished; their clients stop drawing it.
    Sight.tellAll(player, out -> UnitPackets.state(out, player));
    if (!hidden) {
      sight.unhidden(player);
    }
  }

  void fakeName(Player player, RawText name) {
    player.fakeName = name;
    changed(player, State.FAKE_NAME, name != null);
    if (player.onMap) {
      Sight.tellAll(player, out -> ChatPackets.name(out, player));
    }
  }

  void bindChannel(Player player, String channel) {
    player.channel = channel;
    changed(player, State.CHANNEL_BOUND, channel != null);
  }

  /** Silences for so many minutes, counted down minute by minute; 0 ends it. */
  void mute(Account account, int minutes) {
    manner(account, -minutes);
    if (minutes > 0) {
      nextMinute(account, -minutes);
    }
  }

  private void nextMinute(Account account, int manner) {
    timers.after(
        Duration.ofMinutes(1),
        () -> {
          if (account.manner == manner) {
            manner(account, manner + 1);
            if (manner + 1 < 0) {
              nextMinute(account, manner + 1);
            }
          }
        });
  }

  private void manner(Account account, int manner) {
    boolean was = account.manner < 0;
    account.manner = manner;
    boolean muted = manner < 0;
    if (was != muted) {
      log.add(new ServerEvent.StateChanged(System.nanoTime(), account.id, State.MUTED, muted));
    }
    Player player = account.player;
    if (player == null) {
      return;
    }
    player.send(out -> MapPackets.parameter(out, Parameter.MANNER, manner));
    if (player.onMap) {
      Sight.tellOthers(player, out -> MapPackets.mannerOf(out, player));
    }
  }

  private void changed(Player player, State state, boolean on) {
    log.add(new ServerEvent.StateChanged(System.nanoTime(), player.id, state, on));
  }
}
