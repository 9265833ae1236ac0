package org.rop2p.testbed.server;

import org.rop2p.testbed.server.ServerEvent.State;

/**
 * Players in disguise: others see an object of type 1 under the unit id they know; the own client
 * is shown a unit of the negated id, and every act of it twice. Event loop only.
 */
final class Disguises {
  private final ServerLog log;

  Disguises(ServerLog log) {
    this.log = log;
  }

  /**
   * @param job the view of a monster or an NPC; 0 ends the disguise
   */
  void disguise(Player player, int job) {
    if (player.disguise == job) {
      return;
    }
    boolean was = player.disguised();
    Walking.forget(player, log);
    Sight.tellOthers(player, out -> UnitPackets.vanish(out, player.id, UnitPackets.OUT_OF_SIGHT));
    if (was) {
      player.send(out -> UnitPackets.vanish(out, -player.id, UnitPackets.OUT_OF_SIGHT));
    }
    player.disguise = job;
    Sight.tellAll(player, out -> UnitPackets.state(out, player));
    if (!player.hidden) {
      Sight.tellOthers(player, out -> UnitPackets.spawning(out, player));
    }
    if (player.disguised()) {
      player.send(out -> UnitPackets.ownSpawn(out, player));
    }
    if (was != player.disguised()) {
      log.add(
          new ServerEvent.StateChanged(
              System.nanoTime(), player.id, State.DISGUISED, player.disguised()));
    }
  }
}
