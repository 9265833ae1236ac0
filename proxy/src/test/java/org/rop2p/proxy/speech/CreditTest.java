package org.rop2p.proxy.speech;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** How long an author is believed whom the server never confirms. */
class CreditTest {
  private static final int ANN = 2_000_002;
  private static final int BEA = 2_000_003;
  private final Credit credit = new Credit();

  @Test
  void itIsSpentLineByLine() {
    for (int i = 0; i < Credit.FULL; i++) {
      assertTrue(credit.has(ANN), "line " + i);
      credit.spend(ANN);
    }
    assertFalse(credit.has(ANN));
    assertTrue(credit.has(BEA), "each author has his own");
  }

  @Test
  void oneConfirmationRestoresAll() {
    credit.lose(ANN, Credit.FULL);
    assertFalse(credit.has(ANN));
    credit.confirm(ANN);
    credit.lose(ANN, Credit.FULL - 1);
    assertTrue(credit.has(ANN));
  }

  @Test
  void whatIsLostAtOnceCountsOnlyOnce() {
    credit.lose(ANN, Integer.MAX_VALUE);
    credit.lose(ANN, Integer.MAX_VALUE);
    credit.spend(ANN);
    assertFalse(credit.has(ANN));
    credit.clear();
    assertTrue(credit.has(ANN));
  }
}
