package org.rop2p.testbed.server;

import java.util.List;
import java.util.Random;
import org.rop2p.codec.view.Cell;

/** Monsters wandering about. Event loop only. */
final class Monsters {
  /** Pause between two walks: a second and up to three more. */
  private static final long REST_NANOS = 1_000_000_000L;

  private static final long MORE_REST_NANOS = 3_000_000_000L;

  private final World world;
  private final Sight sight;
  private final ServerClock clock;
  private final Random random;

  Monsters(World world, Sight sight, ServerClock clock, Random random) {
    this.world = world;
    this.sight = sight;
    this.clock = clock;
    this.random = random;
  }

  /** Lets every monster be where it is by now. */
  void advance() {
    long now = System.nanoTime();
    for (Mob mob : world.mobs()) {
      while (mob.walk != null && mob.walk.dueNanos <= now) {
        step(mob, now);
      }
      if (mob.walk == null && mob.spec.roam() > 0 && mob.restsUntil - now <= 0) {
        wander(mob, now);
      }
    }
  }

  private void wander(Mob mob, long now) {
    rest(mob, now);
    int roam = mob.spec.roam();
    Cell to =
        new Cell(
            mob.home.x() + random.nextInt(2 * roam + 1) - roam,
            mob.home.y() + random.nextInt(2 * roam + 1) - roam);
    List<Cell> path = PathFinder.path(mob.map.spec, mob.cell, to);
    if (path == null || path.isEmpty()) {
      return;
    }
    mob.walk = new Walk(path, now + PathFinder.stepNanos(mob.cell, path.get(0), Mob.SPEED));
    int tick = clock.tick();
    for (Player viewer : mob.map.playersAround(mob.cell, Ranges.SIGHT, null)) {
      viewer.send(out -> UnitPackets.walking(out, mob, tick));
    }
  }

  private void step(Mob mob, long now) {
    Walk walk = mob.walk;
    Cell from = mob.cell;
    Cell to = walk.path.get(walk.next);
    mob.direction = PathFinder.direction(from, to);
    mob.cell = to;
    sight.moved(mob, from);
    walk.next++;
    if (walk.next == walk.path.size()) {
      mob.walk = null;
      rest(mob, now);
    } else {
      walk.dueNanos += PathFinder.stepNanos(to, walk.path.get(walk.next), Mob.SPEED);
    }
  }

  private void rest(Mob mob, long now) {
    mob.restsUntil = now + REST_NANOS + random.nextLong(MORE_REST_NANOS);
  }
}
