package org.rop2p.proxy.walking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.rop2p.proxy.walking.WalkWorld.Setup;

/** Any number of {@link WalkWorld}s; the seed of one that fails is in the message. */
class WalkScheduleTest {
  private static final int PLAYERS = 50;
  private static final int WORLDS = Integer.getInteger("rop2p.walks", 1_000);
  private static final long SEED = Long.getLong("rop2p.seed", System.nanoTime());

  @Test
  void withARightPeerLaneSheNeverJumpsAndEndsWhereTheServerHasHer() {
    long shown = 0;
    long asked = 0;
    int blameless = 0;
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
              0,
              random.nextBoolean(),
              0,
              0);
      WalkWorld world = played(setup, random);
      String story = "seed " + seed + "\n" + world;
      assertEquals(world.atServer(), world.onScreen(), story);
      assertEquals(0, world.apart(), 0.01, story);
      assertTrue(world.worstJump() <= 0.2 + jitter / 100.0, world.worstJump() + " " + story);
      if (world.leftOut() == 0) {
        assertEquals(0, world.takenBack(), story);
      } else {
        // She asked for her own cell for seconds, to which the server answers nobody else.
        blameless += world.takenBack();
      }
      shown += world.shownFromPeer();
      asked += world.asked();
    }
    System.out.printf("seed %d: %d of %d walks shown by the peer%n", SEED, shown, asked);
    assertTrue(blameless <= 1 + WORLDS / 1_000, blameless + " taken back, seed " + SEED);
  }

  @Test
  void whateverThePeerLaneDoesTheServerIsRightInTheEnd() {
    int back = 0;
    for (long seed = SEED; seed < SEED + WORLDS; seed++) {
      Random random = new Random(seed);
      Setup setup =
          new Setup(
              10 + random.nextInt(150),
              10 + random.nextInt(150),
              random.nextInt(60),
              random.nextInt(400),
              1 + random.nextInt(500),
              random.nextInt(40),
              random.nextBoolean() ? 0 : random.nextInt(30),
              random.nextBoolean() ? 0 : random.nextInt(50),
              random.nextBoolean(),
              0,
              0);
      WalkWorld world = played(setup, random);
      String story = "seed " + seed + "\n" + world;
      boolean right =
          world.onScreen().equals(world.atServer()) || world.onScreen().equals(world.lastTold());
      assertTrue(right, world.onScreen() + " " + story);
      back += world.takenBack();
    }
    System.out.printf("seed %d: %d walks taken back%n", SEED, back);
    assertTrue(back > 0, "no walk was ever taken back");
  }

  @Test
  void whateverPeersAreNotToldNoOlderWalkIsShownAfterANewerOne() {
    int shown = 0;
    for (long seed = SEED; seed < SEED + WORLDS; seed++) {
      Random random = new Random(seed);
      Setup setup =
          new Setup(
              10 + random.nextInt(150),
              10 + random.nextInt(150),
              random.nextInt(40),
              5 + random.nextInt(random.nextBoolean() ? 10 : 600),
              0,
              random.nextInt(40),
              0,
              random.nextInt(60),
              false,
              random.nextInt(5_000),
              random.nextBoolean() ? 0 : 8_000);
      int shortest = 40 + random.nextInt(200);
      List<WalkWorld.Click> clicks =
          WalkWorld.different(
              random, 1 + random.nextInt(25), shortest, shortest + 50 + random.nextInt(1_500));
      shown += inOrder(setup, clicks, random, seed);
    }
    assertTrue(shown > WORLDS, shown + " shown from the peer");
  }

  @Test
  void whoGoesRoundInCirclesIsNotShownOnTheOneBefore() {
    int shown = 0;
    for (long seed = SEED; seed < SEED + WORLDS; seed++) {
      Random random = new Random(seed);
      Setup setup =
          new Setup(
              10 + random.nextInt(150),
              10 + random.nextInt(150),
              random.nextInt(40),
              5 + random.nextInt(10),
              0,
              random.nextInt(10),
              0,
              random.nextInt(60),
              false,
              0,
              0);
      int shortest = 100 + random.nextInt(600);
      List<WalkWorld.Click> clicks =
          WalkWorld.rounds(random, 40, shortest, shortest + 50 + random.nextInt(300));
      shown += inOrder(setup, clicks, random, seed);
    }
    assertTrue(shown > WORLDS, shown + " shown from the peer");
  }

  /**
   * Each walk that Bob sees is one that Ann has asked for, and no older than the one before.
   *
   * @return how many a peer has shown him
   */
  private static int inOrder(Setup setup, List<WalkWorld.Click> clicks, Random random, long seed) {
    WalkWorld world = new WalkWorld(setup, random);
    world.play(clicks);
    String story = "seed " + seed + "\n" + world;
    int next = 0;
    for (WalkWorld.Shown shown : world.drawn()) {
      int click = next;
      while (click < shown.asked() && !clicks.get(click).to().equals(shown.to())) {
        click++;
      }
      assertTrue(click < shown.asked(), shown + " is not what she asked for last\n" + story);
      next = click + 1;
    }
    // Of a walk to the cell where she is the server tells nobody.
    boolean right =
        world.onScreen().equals(world.atServer()) || world.onScreen().equals(world.lastTold());
    assertTrue(right, world.onScreen() + " " + story);
    return world.shownFromPeer();
  }

  @Test
  void whatTheServerRefusesIsWalkedBack() {
    int back = 0;
    for (long seed = SEED; seed < SEED + WORLDS; seed++) {
      Random random = new Random(seed);
      boolean paced = random.nextBoolean();
      Setup setup = new Setup(60, 60, 0, 10, 0, 0, 1 + random.nextInt(60), 0, paced, 0, 0);
      WalkWorld world = played(setup, random);
      String story = "seed " + seed + "\n" + world;
      boolean right =
          world.onScreen().equals(world.atServer()) || world.onScreen().equals(world.lastTold());
      assertTrue(right, world.onScreen() + " " + story);
      assertTrue(world.worstJump() <= 1, world.worstJump() + " " + story);
      back += world.takenBack();
    }
    assertTrue(back > WORLDS / 10, back + " walks taken back, seed " + SEED);
  }

  @Test
  void aServerThatStandsStillForSecondsHasRefusedNothing() {
    int followed = 0;
    int back = 0;
    for (long seed = SEED; seed < SEED + WORLDS; seed++) {
      Random random = new Random(seed);
      boolean paced = random.nextBoolean();
      Setup setup = new Setup(60, 60, 0, 10, 0, 0, 0, 0, paced, random.nextInt(5_000), 8_000);
      WalkWorld world = played(setup, random);
      String story = "seed " + seed + "\n" + world;
      if (world.leftOut() == 0) {
        followed++;
        assertEquals(world.atServer(), world.onScreen(), story);
        // To where she was bound once before the server may take her a second time, unannounced.
        assertTrue(world.takenBack() <= Math.min(1, world.untold()), story);
        back += world.takenBack();
      } else {
        // Sixteen clicks while it stood still; the server tells again where she is.
        boolean right =
            world.onScreen().equals(world.atServer()) || world.onScreen().equals(world.lastTold());
        assertTrue(right, world.onScreen() + " " + story);
      }
    }
    assertTrue(followed > WORLDS / 2, followed + " followed to the end");
    assertTrue(back <= followed / 10, back + " taken back of " + followed + ", seed " + SEED);
  }

  @Test
  void whoClicksFiveTimesASecondSendsTheServerLessThanHalf() {
    int asked = 0;
    int reached = 0;
    for (long seed = SEED; seed < SEED + PLAYERS; seed++) {
      Random random = new Random(seed);
      Setup setup = new Setup(30, 30, 20, 10, 0, 0, 0, 0, true, 0, 0);
      WalkWorld world = new WalkWorld(setup, random);
      world.play(WalkWorld.clicks(random, 200, 200, 201));
      assertTrue(world.longestWait() <= WalkPacer.HOLD_MILLIS, "seed " + seed + "\n" + world);
      assertEquals(world.atServer(), world.onScreen(), "seed " + seed + "\n" + world);
      asked += world.asked();
      reached += world.reachedServer();
    }
    String figures =
        "seed %d: %d of %d requests reached the server".formatted(SEED, reached, asked);
    System.out.println(figures);
    assertTrue(reached <= asked / 2, figures);
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
