package org.rop2p.testbed.server;

import org.rop2p.codec.view.UnitAct;
import org.rop2p.testbed.server.ServerEvent.State;

/**
 * Dying, lying there and coming back. As on rAthena the dead talk, hear, wave and look around; they
 * do not walk, sit, stand or speak to NPCs: each such request shows everybody once more that they
 * died. Event loop only.
 */
final class Mortality {
  /** The parameter number of hit points. */
  private static final int HIT_POINTS = 5;

  private static final int HP = 205;

  private final Dialogues dialogues;
  private final Casting casting;
  private final Travel travel;
  private final ServerLog log;

  Mortality(Dialogues dialogues, Casting casting, Travel travel, ServerLog log) {
    this.dialogues = dialogues;
    this.casting = casting;
    this.travel = travel;
    this.log = log;
  }

  void kill(Player player) {
    if (player.dead) {
      return;
    }
    player.send(out -> MapPackets.parameter(out, HIT_POINTS, 0));
    dialogues.end(player);
    if (player.sitting) {
      player.sitting = false;
      Sight.tellAll(player, out -> UnitPackets.sitIcon(out, player, false));
      changed(log, player, State.SITTING, false);
    }
    player.dead = true;
    Walking.halt(player, log);
    casting.cancel(player);
    lies(player);
    changed(log, player, State.DEAD, true);
  }

  /** What a request of the dead is answered with. */
  static void lies(Player player) {
    Sight.tellAllAs(player, id -> out -> UnitPackets.vanish(out, id, UnitPackets.DIED));
  }

  /** Brings a player back to life where it lies. */
  void resurrect(Player player) {
    if (!player.dead) {
      return;
    }
    Sight.tellAll(player, out -> UnitPackets.resurrected(out, player));
    player.send(out -> MapPackets.parameter(out, HIT_POINTS, HP));
    rise(player, log);
  }

  /** CZ_RESTART of type 0: back to life at the save point. */
  void respawn(Player player) {
    if (!player.dead) {
      return;
    }
    rise(player, log);
    player.send(out -> MapPackets.parameter(out, HIT_POINTS, HP));
    travel.warp(player, player.account.savePoint, UnitPackets.OUT_OF_SIGHT);
  }

  /** The dead stand up: rAthena's pc_setstand. */
  static void rise(Player player, ServerLog log) {
    player.dead = false;
    Sight.tellAll(player, out -> UnitPackets.sitIcon(out, player, false));
    Sight.tellAllAs(player, id -> out -> UnitPackets.act(out, id, UnitAct.STAND));
    changed(log, player, State.DEAD, false);
  }

  private static void changed(ServerLog log, Player player, State state, boolean on) {
    log.add(new ServerEvent.StateChanged(System.nanoTime(), player.id, state, on));
  }
}
