package org.rop2p.testbed.server;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.rop2p.codec.view.Cell;

/** A map and who stands on it. Event loop only. */
final class GameMap {
  final MapSpec spec;
  final Set<Player> players = new LinkedHashSet<>();

  /** NPCs and monsters. */
  final List<Unit> others = new ArrayList<>();

  final List<PortalSpec> portals = new ArrayList<>();
  final List<ChatRoom> rooms = new ArrayList<>();

  GameMap(MapSpec spec) {
    this.spec = spec;
  }

  /** Players within {@code range} of {@code cell}, but for {@code except} (may be null). */
  List<Player> playersAround(Cell cell, int range, Player except) {
    List<Player> found = new ArrayList<>();
    for (Player player : players) {
      if (player != except && player.cell.distance(cell) <= range) {
        found.add(player);
      }
    }
    return found;
  }

  /** The portal that has this cell, or null. */
  PortalSpec portalAt(Cell cell) {
    for (PortalSpec portal : portals) {
      if (portal.at().cell().distance(cell) <= portal.reach()) {
        return portal;
      }
    }
    return null;
  }
}
