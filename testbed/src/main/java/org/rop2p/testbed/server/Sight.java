package org.rop2p.testbed.server;

import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.rop2p.codec.view.Cell;

/** Who is shown to whom, and when that changes. Event loop only. */
final class Sight {
  private final ServerClock clock;

  Sight(ServerClock clock) {
    this.clock = clock;
  }

  /** Sends to the other players in sight; returns their accounts. */
  static Set<Integer> tellOthers(Player about, Outgoing packet) {
    List<Player> others = about.map.playersAround(about.cell, Ranges.SIGHT, about);
    others.forEach(other -> other.send(packet));
    return accounts(others);
  }

  /** Sends to everybody in sight, the player too; returns the others' accounts. */
  static Set<Integer> tellAll(Player about, Outgoing packet) {
    about.send(packet);
    return tellOthers(about, packet);
  }

  /**
   * As {@link #tellAll}, about an act that a player in disguise is shown a second time, done by its
   * negated id.
   *
   * @param packet by unit id
   */
  static void tellAllAs(Player about, IntFunction<Outgoing> packet) {
    tellAll(about, packet.apply(about.id));
    tellDisguised(about, packet);
  }

  /** Only the second copy, to a player in disguise. */
  static void tellDisguised(Player about, IntFunction<Outgoing> packet) {
    if (about.disguised()) {
      about.send(packet.apply(-about.id));
    }
  }

  static Set<Integer> accounts(List<Player> players) {
    return players.stream().map(player -> player.id).collect(Collectors.toUnmodifiableSet());
  }

  /** A player has come onto the map: shown to the others, and shown what is there. */
  void arrived(Player player) {
    if (!player.hidden) {
      tellOthers(player, out -> UnitPackets.spawning(out, player));
    }
    if (player.disguised()) {
      player.send(out -> UnitPackets.ownSpawn(out, player));
    }
    for (Unit unit : player.map.others) {
      if (player.sees(unit, Ranges.SIGHT)) {
        show(unit, player);
      }
    }
    for (Player other : player.map.playersAround(player.cell, Ranges.SIGHT, player)) {
      show(other, player);
    }
  }

  void left(Player player, int how) {
    if (!player.hidden) {
      tellOthers(player, out -> UnitPackets.vanish(out, player.id, how));
    }
  }

  /** A player who was hidden is not any more. */
  void unhidden(Player player) {
    for (Player other : player.map.playersAround(player.cell, Ranges.SIGHT, player)) {
      show(player, other);
    }
  }

  /** Before the step: those who lose sight of each other. {@code to} is the next cell. */
  void leaving(Player walker, Cell to) {
    for (Player other : walker.map.playersAround(walker.cell, Ranges.SIGHT, walker)) {
      if (other.cell.distance(to) > Ranges.SIGHT) {
        hide(walker, other);
        hide(other, walker);
      }
    }
    for (Unit unit : walker.map.others) {
      if (walker.sees(unit, Ranges.SIGHT) && unit.cell.distance(to) > Ranges.SIGHT) {
        hide(unit, walker);
      }
    }
  }

  /** After the step: those who gain sight of each other. {@code from} is the cell before. */
  void entering(Player walker, Cell from) {
    for (Player other : walker.map.playersAround(walker.cell, Ranges.SIGHT, walker)) {
      if (other.cell.distance(from) > Ranges.SIGHT) {
        show(walker, other);
        show(other, walker);
      }
    }
    for (Unit unit : walker.map.others) {
      if (walker.sees(unit, Ranges.SIGHT) && unit.cell.distance(from) > Ranges.SIGHT) {
        show(unit, walker);
      }
    }
  }

  /** A monster has moved: players who lose or gain sight of it. {@code from} is the cell before. */
  void moved(Mob mob, Cell from) {
    for (Player player : mob.map.players) {
      boolean saw = player.cell.distance(from) <= Ranges.SIGHT;
      boolean sees = player.sees(mob, Ranges.SIGHT);
      if (saw && !sees) {
        hide(mob, player);
      } else if (sees && !saw) {
        show(mob, player);
      }
    }
  }

  private void show(Unit unit, Player viewer) {
    if (unit instanceof Player player && player.hidden) {
      return;
    }
    int tick = clock.tick();
    viewer.send(out -> UnitPackets.present(out, unit, tick));
    if (unit instanceof Player owner && owner.room != null && owner.room.owner() == owner) {
      viewer.send(out -> ChatPackets.roomShown(out, owner.room));
    } else if (unit instanceof Player vendor && vendor.vending != null) {
      viewer.send(out -> UnitPackets.board(out, vendor));
    }
  }

  private static void hide(Unit unit, Player viewer) {
    if (unit instanceof Player player && player.hidden) {
      return;
    }
    viewer.send(out -> UnitPackets.vanish(out, unit.id, UnitPackets.OUT_OF_SIGHT));
  }
}
