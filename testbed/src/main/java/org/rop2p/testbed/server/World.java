package org.rop2p.testbed.server;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rop2p.codec.view.RawText;

/** The maps of both map servers, their NPCs and portals, and every character in play. */
final class World {
  private static final int FIRST_NPC = 110_000_000;

  private final Map<String, GameMap> maps = new LinkedHashMap<>();
  private final Map<Integer, Npc> npcs = new HashMap<>();
  private final Map<Integer, Mob> mobs = new LinkedHashMap<>();
  private final Map<Integer, Player> players = new LinkedHashMap<>();

  World(
      List<MapSpec> specs,
      List<PortalSpec> portals,
      List<NpcSpec> talkers,
      List<MonsterSpec> monsters) {
    for (MapSpec spec : specs) {
      maps.put(spec.name(), new GameMap(spec));
    }
    int next = FIRST_NPC;
    for (PortalSpec portal : portals) {
      GameMap map = map(portal.at().map());
      map(portal.to().map());
      map.portals.add(portal);
      RawText name = RawText.ascii("warp" + (next - FIRST_NPC));
      add(new Npc(next++, map, portal.at(), Npc.WARP_JOB, name, null));
    }
    for (NpcSpec talker : talkers) {
      add(
          new Npc(
              next++, map(talker.at().map()), talker.at(), talker.job(), talker.name(), talker));
    }
    for (MonsterSpec spec : monsters) {
      Mob mob = new Mob(next++, map(spec.at().map()), spec);
      mobs.put(mob.id, mob);
      mob.map.others.add(mob);
    }
  }

  /**
   * @throws IllegalArgumentException when there is no such map
   */
  GameMap map(String name) {
    GameMap map = maps.get(name);
    if (map == null) {
      throw new IllegalArgumentException("no map is called " + name);
    }
    return map;
  }

  boolean hasMap(String name) {
    return maps.containsKey(name);
  }

  Npc npc(int id) {
    return npcs.get(id);
  }

  Npc npcNamed(RawText name) {
    return npcs.values().stream().filter(npc -> npc.name.equals(name)).findFirst().orElse(null);
  }

  /** An NPC or monster; null when there is none of that id. */
  Unit other(int id) {
    Npc npc = npcs.get(id);
    return npc != null ? npc : mobs.get(id);
  }

  Collection<Mob> mobs() {
    return mobs.values();
  }

  void add(Player player) {
    players.put(player.id, player);
  }

  void remove(Player player) {
    players.remove(player.id);
  }

  Player player(int account) {
    return players.get(account);
  }

  List<Player> players() {
    return List.copyOf(players.values());
  }

  private void add(Npc npc) {
    npcs.put(npc.id, npc);
    npc.map.others.add(npc);
  }
}
