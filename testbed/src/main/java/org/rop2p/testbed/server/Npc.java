package org.rop2p.testbed.server;

import org.rop2p.codec.view.RawText;

/** An NPC, or the unit that shows a warp portal. */
final class Npc extends Unit {
  static final int WARP_JOB = 45;

  final int job;
  final RawText name;

  /** What it says when clicked; null for those that say nothing. */
  final NpcSpec script;

  Npc(int id, GameMap map, Place at, int job, RawText name, NpcSpec script) {
    super(id, map, at.cell());
    this.job = job;
    this.name = name;
    this.script = script;
  }

  @Override
  RawText shownName() {
    return name;
  }
}
