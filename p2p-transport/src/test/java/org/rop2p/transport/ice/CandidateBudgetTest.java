package org.rop2p.transport.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** How many addresses a peer may have us send checks to. */
final class CandidateBudgetTest {
  private final CandidateBudget budget = new CandidateBudget(3, 0);

  @Test
  void asManyAtOnceAsALinkMayHaveThenOneAfterTheOther() {
    assertEquals(3, taken(0, 10));
    assertEquals(0, taken(CandidateBudget.INTERVAL - 1, 10));
    assertEquals(1, taken(CandidateBudget.INTERVAL, 10));
    assertEquals(3, taken(100 * CandidateBudget.INTERVAL, 10), "who was silent has all again");
  }

  @Test
  void aFloodCostsItsSenderWhatItWouldHaveHad() {
    assertTrue(budget.take(0));
    for (int i = 0; i < 1_000; i++) {
      budget.take(i);
    }
    assertFalse(budget.take(1_000));
    assertTrue(budget.take(CandidateBudget.INTERVAL), "refusals are not counted against him");
  }

  private int taken(long now, int tries) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      taken += budget.take(now) ? 1 : 0;
    }
    return taken;
  }
}
