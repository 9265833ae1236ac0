package org.rop2p.testbed.server;

import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;

/** Something that stands on a map and is shown to players. */
abstract sealed class Unit permits Player, Npc, Mob {
  final int id;
  GameMap map;
  Cell cell;

  /** 0 north, counter-clockwise to 7 north-east. */
  int direction;

  /** Null when not walking. */
  Walk walk;

  Unit(int id, GameMap map, Cell cell) {
    this.id = id;
    this.map = map;
    this.cell = cell;
  }

  /** The name clients show. */
  abstract RawText shownName();

  boolean sees(Unit other, int range) {
    return map == other.map && cell.distance(other.cell) <= range;
  }

  Place place() {
    return new Place(map.spec.name(), cell);
  }
}
