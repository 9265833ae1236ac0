package org.rop2p.bench.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long BEGUN = -5_000_000_000L; // nanoTime() may be anything

  private static long at(long millis) {
    return BEGUN + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void givesOutTheRateHoweverOftenItIsAsked() {
    Pace often = new Pace(10_000, BEGUN);
    Pace seldom = new Pace(10_000, BEGUN);
    long byMilli = 0;
    long byTenth = 0;
    for (int milli = 1; milli <= 1_000; milli++) {
      byMilli += often.due(at(milli));
      byTenth += milli % 100 == 0 ? seldom.due(at(milli)) : 0;
    }
    assertEquals(10_000, byMilli);
    assertEquals(10_000, byTenth);
  }

  @Test
  void aLongPauseIsNotMadeUpFor() {
    Pace pace = new Pace(10_000, BEGUN);
    assertEquals(1_000, pace.due(at(5_000)));
    assertEquals(0, pace.due(at(5_000)));
    assertEquals(10, pace.due(at(5_001)));
  }

  @Test
  void aLowRateGoesOneByOne() {
    Pace pace = new Pace(2, BEGUN);
    assertEquals(0, pace.due(at(499)));
    assertEquals(1, pace.due(at(500)));
    assertEquals(0, pace.due(at(999)));
    assertEquals(1, pace.due(at(1_000)));
  }
}
