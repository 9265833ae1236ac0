package org.rop2p.testbed.server;

import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;

/** A unit that is no player and may wander. Event loop only. */
final class Mob extends Unit {
  /** Milliseconds a cell. */
  static final int SPEED = 400;

  final MonsterSpec spec;

  /** Where it wanders around. */
  final Cell home;

  /** When it next makes up its mind, in {@link System#nanoTime()}. */
  long restsUntil;

  Mob(int id, GameMap map, MonsterSpec spec) {
    super(id, map, spec.at().cell());
    this.spec = spec;
    this.home = spec.at().cell();
  }

  @Override
  RawText shownName() {
    return spec.name();
  }
}
