package org.rop2p.testbed.server;

import java.util.List;
import java.util.Set;
import org.rop2p.codec.view.Cell;
import org.rop2p.testbed.server.ServerEvent.Refusal;

/**
 * Walks, as rAthena's unit_walktoxy: silently refused or begun, one cell at a time; a request made
 * on the way waits for the next cell, and only the last one counts. Event loop only.
 */
final class Walking {
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** A timer of rAthena's that is later than this goes on from now, and does not catch up. */
  private static final long LATE_NANOS = 1_000 * NANOS_PER_MILLI;

  private final ServerClock clock;
  private final Sight sight;
  private final Travel travel;
  private final Dialogues dialogues;
  private final ServerLog log;

  Walking(ServerClock clock, Sight sight, Travel travel, Dialogues dialogues, ServerLog log) {
    this.clock = clock;
    this.sight = sight;
    this.travel = travel;
    this.dialogues = dialogues;
    this.log = log;
  }

  /** CZ_REQUEST_MOVE. */
  void request(Player player, Cell to) {
    Refusal refusal = refusal(player, to);
    if (refusal == Refusal.DEAD) {
      Mortality.lies(player);
    }
    if (refusal != null) {
      refused(player, to, refusal);
      return;
    }
    if (player.walk == null) {
      begin(player, to, System.nanoTime());
      return;
    }
    if (player.walk.instead != null) {
      refused(player, player.walk.instead, Refusal.SUPERSEDED);
    }
    player.walk.instead = to;
  }

  /** Lets the player advance to where it is by now. */
  void advance(Player player) {
    long now = System.nanoTime();
    if (player.walk != null && now - player.walk.dueNanos > LATE_NANOS) {
      player.walk.dueNanos = now;
    }
    while (player.walk != null && player.walk.dueNanos <= now) {
      step(player);
    }
  }

  /** Stops at the current cell, and says so to everybody who sees it. */
  static void halt(Player player, ServerLog log) {
    if (player.walk != null) {
      forget(player, log);
      Sight.tellAllAs(player, id -> out -> UnitPackets.stop(out, id, player.cell));
    }
  }

  /** Stops at the current cell without a word to anybody. */
  static void forget(Player player, ServerLog log) {
    if (player.walk != null && player.walk.instead != null) {
      refused(log, player, player.walk.instead, Refusal.SUPERSEDED);
    }
    player.walk = null;
  }

  private static Refusal refusal(Player player, Cell to) {
    if (player.dead) {
      return Refusal.DEAD;
    }
    if (player.dialogue != null) {
      return Refusal.IN_DIALOGUE;
    }
    if (player.room != null) {
      return Refusal.IN_CHAT_ROOM;
    }
    if (player.vending != null) {
      return Refusal.VENDING;
    }
    if (player.casting) {
      return Refusal.CASTING;
    }
    if (player.sitting) {
      return Refusal.SITTING;
    }
    if (player.cell.distance(to) > Ranges.WALK) {
      return Refusal.TOO_FAR;
    }
    List<Cell> path = PathFinder.path(player.map.spec, player.cell, to);
    if (path == null) {
      return Refusal.NO_PATH;
    }
    return path.size() > Ranges.WALK ? Refusal.TOO_FAR : null;
  }

  private boolean begin(Player player, Cell to, long at) {
    List<Cell> path = PathFinder.path(player.map.spec, player.cell, to);
    if (path == null) {
      return false;
    }
    player.headDirection = 0;
    Cell from = player.cell;
    int tick = clock.tick();
    player.send(out -> UnitPackets.ownWalk(out, from, to, tick));
    Set<Integer> audience = Set.of();
    if (!path.isEmpty()) {
      player.walk = new Walk(path, at + PathFinder.stepNanos(from, path.get(0), Player.SPEED));
      if (!player.hidden) {
        audience = Sight.tellOthers(player, out -> UnitPackets.walking(out, player, tick));
      }
      if (player.disguised()) {
        player.send(out -> UnitPackets.ownDisguisedWalk(out, player, tick));
      }
    }
    log.add(
        new ServerEvent.WalkAccepted(
            System.nanoTime(), player.id, player.place(), to, tick, audience));
    return true;
  }

  private void step(Player player) {
    Walk walk = player.walk;
    Cell from = player.cell;
    Cell to = walk.path.get(walk.next);
    player.direction = PathFinder.direction(from, to);
    sight.leaving(player, to);
    player.cell = to;
    sight.entering(player, from);
    log.add(new ServerEvent.Moved(System.nanoTime(), player.id, player.place()));
    PortalSpec portal = player.map.portalAt(to);
    if (portal != null) {
      travel.warp(player, portal.to(), UnitPackets.OUT_OF_SIGHT);
      return;
    }
    dialogues.touched(player, from);
    if (walk.instead != null) {
      Cell instead = walk.instead;
      long at = walk.dueNanos;
      player.walk = null;
      if (!begin(player, instead, at)) {
        refused(player, instead, Refusal.NO_PATH);
        Sight.tellAllAs(player, id -> out -> UnitPackets.stop(out, id, player.cell));
      }
      return;
    }
    walk.next++;
    if (walk.next == walk.path.size()) {
      player.walk = null;
    } else {
      walk.dueNanos += PathFinder.stepNanos(to, walk.path.get(walk.next), Player.SPEED);
    }
  }

  private void refused(Player player, Cell to, Refusal why) {
    refused(log, player, to, why);
  }

  private static void refused(ServerLog log, Player player, Cell to, Refusal why) {
    log.add(new ServerEvent.WalkRefused(System.nanoTime(), player.id, to, why, player.place()));
  }
}
