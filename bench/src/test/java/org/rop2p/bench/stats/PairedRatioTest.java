package org.rop2p.bench.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedRatioTest {
  private static final double EXACT = 1e-12;

  @Test
  void theMedianIsThatOfTheRatiosAndNotTheRatioOfMedians() {
    PairedRatio ratio = PairedRatio.of(new double[] {2, 10, 300}, new double[] {1, 20, 100});

    assertEquals(2, ratio.median(), EXACT);
    assertEquals(0.5, ratio.min(), EXACT);
    assertEquals(3, ratio.max(), EXACT);
  }

  @Test
  void anEvenNumberOfPairsHasTheMeanOfTheTwoInTheMiddle() {
    assertEquals(2.5, PairedRatio.median(new double[] {4, 1, 3, 2}), EXACT);
  }

  @Test
  void equalPairsLeaveNoDoubt() {
    PairedRatio ratio = PairedRatio.of(new double[] {3, 3, 3}, new double[] {2, 2, 2});

    assertEquals(new PairedRatio(1.5, 1.5, 1.5, 1.5, 1.5), ratio);
  }

  @Test
  void theIntervalIsTheSameEveryTime() {
    double[] ours = {1.1, 0.9, 1.3, 1.0, 1.2};
    double[] theirs = {1, 1, 1, 1, 1};

    assertEquals(PairedRatio.of(ours, theirs), PairedRatio.of(ours, theirs));
  }

  /** 95 % of the intervals of a known distribution hold its median; a tenth less is still taken. */
  @Test
  void theIntervalHoldsTheTrueMedianAsOftenAsItSays() {
    long seed = 7;
    Random random = new Random(seed);
    int held = 0;
    int trials = 100;
    for (int trial = 0; trial < trials; trial++) {
      double[] ours = random.doubles(20, 0.5, 1.5).toArray();
      double[] theirs = new double[ours.length];
      Arrays.fill(theirs, 1);
      PairedRatio ratio = PairedRatio.of(ours, theirs);
      assertTrue(ratio.low() <= ratio.median() && ratio.median() <= ratio.high());
      assertTrue(ratio.min() <= ratio.low() && ratio.high() <= ratio.max());
      if (ratio.low() <= 1 && 1 <= ratio.high()) {
        held++;
      }
    }
    assertTrue(held >= 85 && held < trials, held + " of " + trials + ", seed " + seed);
  }

  @Test
  void valuesWithoutAPartnerAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> PairedRatio.of(new double[1], new double[2]));
    assertThrows(
        IllegalArgumentException.class, () -> PairedRatio.of(new double[0], new double[0]));
  }
}
