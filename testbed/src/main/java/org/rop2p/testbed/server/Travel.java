package org.rop2p.testbed.server;

import java.util.List;
import java.util.function.IntSupplier;
import org.rop2p.testbed.server.Account.Presence;
import org.rop2p.testbed.server.ServerEvent.State;

/** Coming onto a map, going to another, leaving the game. Event loop only. */
final class Travel {
  private final World world;
  private final Sight sight;
  private final ChatRooms rooms;
  private final Dialogues dialogues;
  private final Casting casting;
  private final Vending vending;
  private final Presences presences;
  private final List<IntSupplier> mapPorts;
  private final ServerLog log;

  Travel(
      World world,
      Sight sight,
      ChatRooms rooms,
      Dialogues dialogues,
      Casting casting,
      Vending vending,
      Presences presences,
      List<IntSupplier> mapPorts,
      ServerLog log) {
    this.world = world;
    this.sight = sight;
    this.rooms = rooms;
    this.dialogues = dialogues;
    this.casting = casting;
    this.vending = vending;
    this.presences = presences;
    this.mapPorts = mapPorts;
    this.log = log;
  }

  /** CZ_NOTIFY_ACTORINIT: the client has loaded the map. */
  void loaded(Player player) {
    if (player.onMap) {
      return;
    }
    player.onMap = true;
    player.map.players.add(player);
    player.send(out -> MapPackets.loaded(out, player));
    sight.arrived(player);
    Vending.shown(player);
    if (!player.greeted) {
      player.greeted = true;
      player.send(out -> MapPackets.greeting(out, player.account.basicSkill));
    }
    long now = System.nanoTime();
    log.add(new ServerEvent.MapEntered(now, player.id, player.place()));
    log.add(new ServerEvent.Moved(now, player.id, player.place()));
  }

  /** Sends the player somewhere: on the same map server, or with 0AC7 to the other. */
  void warp(Player player, Place to, int vanish) {
    GameMap target = world.map(to.map());
    int from = player.map.spec.server();
    if (player.dead) {
      Mortality.rise(player, log); // revive_onwarp
    }
    leaveMap(player, vanish);
    player.account.character.saved = to;
    if (target.spec.server() == from) {
      player.map = target;
      player.cell = to.cell();
      player.send(out -> MapPackets.mapMove(out, to));
      return;
    }
    world.remove(player);
    presences.entering(player.account, target.spec.server());
    int port = mapPorts.get(target.spec.server()).getAsInt();
    player.send(out -> MapPackets.serverMove(out, to, port));
    player.connection = null;
  }

  /** The character leaves the game; others see it log out. */
  void quit(Player player) {
    player.account.character.saved = player.place();
    vending.close(player);
    leaveMap(player, UnitPackets.LOGGED_OUT);
    world.remove(player);
    player.account.player = null;
    player.connection = null;
  }

  /** The client is gone without a word: the character stays for a while. */
  void linger(Player player) {
    player.connection = null;
    player.account.connection = null;
    player.account.presence = Presence.LINGERING;
  }

  private void leaveMap(Player player, int vanish) {
    rooms.leave(player);
    dialogues.end(player);
    casting.cancel(player);
    player.walk = null;
    if (player.sitting) {
      player.sitting = false;
      log.add(new ServerEvent.StateChanged(System.nanoTime(), player.id, State.SITTING, false));
    }
    if (player.onMap) {
      player.map.players.remove(player);
      player.onMap = false;
      sight.left(player, vanish);
      log.add(new ServerEvent.MapLeft(System.nanoTime(), player.id, player.place()));
    }
  }
}
