package org.rop2p.proxy.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server's tick as it really is, against the estimate of a client some way away. */
class ServerClockTest {
  /** The server's clock is this far ahead of ours, beyond the wrap of its 32 bits. */
  private static final long AHEAD = 0xFFFF_FF00L;

  private final ServerClock clock = new ServerClock();

  private static int trueTick(long now) {
    return (int) (now + AHEAD);
  }

  @Test
  void nothingIsKnownBeforeATick() {
    assertFalse(clock.known());
    clock.asked(5);
    assertFalse(clock.known());
    clock.heard(77, 10);
    assertTrue(clock.known());
    assertEquals(87, clock.tick(20));
  }

  @Test
  void onlyTheLeastDelayedTickCounts() {
    clock.heard(1_000, 100);
    clock.heard(1_040, 200); // 60 ms late
    assertEquals(1_100, clock.tick(200));
    clock.heard(1_250, 300); // 50 ms sooner than the first
    assertEquals(1_250, clock.tick(300));
  }

  @Test
  void halfOfTheShortestAnswerTimeIsAdded() {
    clock.asked(100);
    clock.answered(1_000, 220);
    assertEquals(1_060, clock.tick(220));
    clock.asked(300);
    clock.answered(1_080, 700); // a slow answer says nothing new
    assertEquals(1_460 + 80, clock.tick(700));
    clock.answered(1_480, 800);
    assertEquals(1_640, clock.tick(800), "an answer that nobody asked for");
  }

  @Test
  void anAnswerThatTookForeverIsNoMeasureOfTheLine() {
    clock.asked(0);
    clock.answered(100_000, 60_000);
    assertEquals(101_000, clock.tick(60_000));
  }

  @Test
  void oldTicksAreForgotten() {
    clock.heard(10_000, 0);
    clock.heard(39_900, 30_000); // from here on 100 ms farther away
    assertEquals(40_000, clock.tick(30_000));
    clock.heard(69_900, 60_000);
    assertEquals(69_900, clock.tick(60_000));
    clock.heard(1_000, 500_000);
    assertEquals(1_000, clock.tick(500_000), "after a long silence nothing old counts");
  }

  @ParameterizedTest(name = "{0} ms each way, up to {1} ms more")
  @CsvSource({"5, 0", "60, 30", "150, 60", "20, 320"})
  void underJitterTheEstimateIsCloseAndSteady(int delay, int jitter) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    long now = 1_000;
    for (int i = 0; i < 2_000; i++) {
      now += 200 + random.nextInt(400);
      if (i % 20 == 0) {
        clock.asked(now);
        long sent = now + delay + random.nextInt(jitter + 1);
        long heard = sent + delay + random.nextInt(jitter + 1);
        clock.answered(trueTick(sent), heard);
        now = heard;
      } else {
        clock.heard(trueTick(now - delay - random.nextInt(jitter + 1)), now);
      }
      if (i > 100) {
        int error = clock.tick(now) - trueTick(now);
        String story = "seed " + seed + ", message " + i + ": off by " + error;
        assertTrue(error >= -(jitter / 4 + 2) && error <= jitter + 1, story);
      }
    }
  }
}
