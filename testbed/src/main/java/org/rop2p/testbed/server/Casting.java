package org.rop2p.testbed.server;

import java.util.concurrent.TimeUnit;
import org.rop2p.testbed.server.ServerEvent.State;

/**
 * Skills being cast: shown to all in sight; until they are done no walk, no sitting down and no
 * NPC. Event loop only.
 */
final class Casting {
  private final Timers timers;
  private final ServerLog log;

  Casting(Timers timers, ServerLog log) {
    this.timers = timers;
    this.log = log;
  }

  /** Begins to cast on oneself, which takes {@code millis}; another cast under way is dropped. */
  void begin(Player player, int millis) {
    if (player.dead) {
      return;
    }
    cancel(player);
    Walking.halt(player, log);
    player.casting = true;
    int cast = ++player.casts;
    changed(player, true);
    Sight.tellAllAs(player, id -> out -> UnitPackets.casting(out, id, player, millis));
    timers.after(
        TimeUnit.MILLISECONDS.toNanos(millis),
        () -> {
          if (player.casting && player.casts == cast) {
            player.casting = false;
            changed(player, false);
          }
        });
  }

  /** Breaks off what is being cast, if anything, and says so to all in sight. */
  void cancel(Player player) {
    if (!player.casting) {
      return;
    }
    player.casting = false;
    changed(player, false);
    if (player.onMap) {
      Sight.tellAllAs(player, id -> out -> UnitPackets.castBroken(out, id));
    }
  }

  private void changed(Player player, boolean on) {
    log.add(new ServerEvent.StateChanged(System.nanoTime(), player.id, State.CASTING, on));
  }
}
