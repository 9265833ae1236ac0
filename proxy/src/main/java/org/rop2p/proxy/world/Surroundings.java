package org.rop2p.proxy.world;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rop2p.codec.event.ServerEvent;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.Creature;
import org.rop2p.codec.view.Creature.Kind;

/** What a walk may meet besides players, as far as the server shows it. */
public final class Surroundings {
  /** More than a screen holds, of creatures and of cells with skills each. */
  static final int MAX = 1_024;

  private final Map<Integer, Creature> creatures = new HashMap<>();
  private final Map<Integer, Cell> skillUnits = new HashMap<>();
  private int monsters;
  private boolean leftOut;

  Surroundings() {}

  /** Monsters in view, the dead not counted. */
  public int monsters() {
    return monsters;
  }

  /** Cells in view on which the middle of a warp lies. */
  public List<Cell> warps() {
    return creatures.values().stream()
        .filter(creature -> creature.kind() == Kind.WARP)
        .map(Creature::at)
        .toList();
  }

  /** Cells in view on which a skill works; a live view. */
  public Collection<Cell> skillUnits() {
    return Collections.unmodifiableCollection(skillUnits.values());
  }

  /** Whether there was more on this map than was kept: what is not listed may still be there. */
  public boolean leftOut() {
    return leftOut;
  }

  void observe(ServerEvent.OfUnit event) {
    if (event instanceof ServerEvent.CreatureShown creature) {
      shown(creature.creature());
    } else if (event instanceof ServerEvent.UnitGone gone) {
      gone(gone.unitId());
    } else if (event instanceof ServerEvent.SkillUnitShown skill) {
      skillShown(skill.unitId(), skill.at());
    } else if (event instanceof ServerEvent.SkillUnitGone skill) {
      skillUnits.remove(skill.unitId());
    }
  }

  private void shown(Creature creature) {
    gone(creature.unitId());
    if (creatures.size() >= MAX) {
      leftOut = true;
      return;
    }
    creatures.put(creature.unitId(), creature);
    monsters += isMonster(creature) ? 1 : 0;
  }

  private void gone(int unitId) {
    Creature known = creatures.remove(unitId);
    monsters -= known != null && isMonster(known) ? 1 : 0;
  }

  private void skillShown(int unitId, Cell at) {
    if (skillUnits.size() >= MAX && !skillUnits.containsKey(unitId)) {
      leftOut = true;
      return;
    }
    skillUnits.put(unitId, at);
  }

  void clear() {
    creatures.clear();
    skillUnits.clear();
    monsters = 0;
    leftOut = false;
  }

  private static boolean isMonster(Creature creature) {
    return creature.kind() == Kind.MONSTER;
  }
}
