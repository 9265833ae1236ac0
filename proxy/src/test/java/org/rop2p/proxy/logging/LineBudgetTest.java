package org.rop2p.proxy.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LineBudgetTest {
  private long now = 1_000;
  private final LineBudget budget = new LineBudget(3, () -> now);

  @Test
  void whoCallsAThousandTimesIsMentionedAFewTimesAMinute() {
    assertEquals(3, written(1_000));
    now += 59_999;
    assertEquals(0, written(1_000));
    now += 1;
    assertEquals(3, written(1_000));
  }

  @Test
  void whatWasNotWrittenIsNotSaved() {
    now += 600_000;
    assertEquals(3, written(1_000));
  }

  private int written(int lines) {
    int written = 0;
    for (int i = 0; i < lines; i++) {
      written += budget.allows() ? 1 : 0;
    }
    return written;
  }
}
