package org.rop2p.proxy.walking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.rop2p.proxy.walking.WalkWorld.Setup;

/** Any number of {@link WalkWorld}s; the seed of one that fails is in the message. */
class WalkScheduleTest {
  private static final int WORLDS = 3_000;
  private static final long SEED = System.nanoTime();

  @Test
  void withARightPeerLaneSheNeverJumpsAndEndsWhereTheServerHasHer() {
    long shown = 0;
    long asked = 0;
    for (long seed = SEED; seed < SEED + WORLDS; seed++) {
      Random random = new Random(seed);
      int jitter = random.nextBoolean() ? 0 : random.nextInt(60);
      Setup setup =
          new Setup(
              10 + random.nextInt(150),
              10 + random.nextInt(150),
              jitter,
              5 + random.nextInt(10),
              0,
              0,
              0,
              random.nextBoolean(),
              0,
              0);
      WalkWorld world = played(setup, random);
      String story = "seed " + seed + "\n" + world;
      assertEquals(world.atServer(), world.onScreen(), story);
      assertEquals(0, world.apart(), 0.01, story);
      assertTrue(world.worstJump() <= 0.2 + jitter / 100.0, world.worstJump() + " " + story);
      assertEquals(0, world.takenBack(), story);
      shown += world.shownFromPeer();
      asked += world.asked();
    }
    System.out.printf("seed %d: %d of %d walks shown by the peer%n", SEED, shown, asked);
  }

  private static WalkWorld played(Setup setup, Random random) {
    WalkWorld world = new WalkWorld(setup, random);
    int shortest = 40 + random.nextInt(200);
    world.play(
        WalkWorld.clicks(
            random, 1 + random.nextInt(25), shortest, shortest + 50 + random.nextInt(1_500)));
    assertEquals(world.onScreen(), world.inBooks());
    return world;
  }
}
