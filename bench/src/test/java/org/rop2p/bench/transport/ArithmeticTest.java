package org.rop2p.bench.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ArithmeticTest {
  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void aSegmentIsSummedUpByItsAnsweredMessages() {
    long[] nanos = new long[101];
    for (int i = 0; i <= 100; i++) {
      nanos[i] = i * 1_000L; // the first one, 0, was lost
    }
    assertEquals(
        new RoundTrip(Way.DATAGRAM, 20, 3, 1, 50, 99), RoundTrip.of(Way.DATAGRAM, 20, 3, nanos));
  }

  @Test
  void countersBecomeWhatALinkAddsInAMinute() {
    long begun = -millis(5_000); // nanoTime() may be anything
    Counters start = new Counters(begun, millis(100), 10, 20, 30, 40);
    Counters end = new Counters(begun + millis(30_000), millis(400), 60, 80, 330, 360);
    PerMinute with = end.since(start);
    assertEquals(new PerMinute(100, 120, 600, 640, 600), with);

    PerMinute without = new PerMinute(0, 0, 0, 0, 150).mean(new PerMinute(0, 20, 0, 0, 250));
    assertEquals(new PerMinute(0, 10, 0, 0, 200), without);

    PerMinute each = new IdleCost(10, without, with).perLink();
    assertEquals(new PerMinute(10, 11, 60, 64, 40), each);
    assertEquals(75, each.out());
    assertEquals(70, each.in());
  }

  @Test
  void batchesBecomeARate() {
    SetUps setUps =
        new SetUps(
            2,
            List.of(
                new SetUps.Batch(millis(100), List.of(millis(80), millis(100))),
                new SetUps.Batch(millis(400), List.of(millis(390), millis(60)))));
    assertEquals(4, setUps.links());
    assertEquals(8, setUps.perSecond());
    assertEquals(80, setUps.p50Millis());
    assertEquals(390, setUps.p99Millis());
    assertArrayEquals(new double[] {5, 20}, setUps.spread());
  }
}
