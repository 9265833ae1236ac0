package org.rop2p.transport.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RestartBudgetTest {
  private static final long SECOND = 1_000_000_000L;

  /** Seconds at which a restart is asked for; in brackets those that are refused. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "never two close together,            0 (0) (4) 5 (9) 10",
    "a few and then one each half minute, 0 5 10 15 (20) (29) 30 (35) (59) 60 (65)",
    "after an hour as many as at first,   0 5 10 15 (20) 3600 3605 3610 3615 (3620)",
    "what is refused costs nothing,       0 (1) (2) (3) (4) 5 (6) 10 15",
  })
  void restartsAreFew(String story, String seconds) {
    RestartBudget budget = new RestartBudget(RestartBudget.OWN_DISTANCE, 0);
    for (String step : seconds.split(" ", -1)) {
      boolean refused = step.startsWith("(");
      long at = Long.parseLong(refused ? step.substring(1, step.length() - 1) : step);
      assertEquals(!refused, budget.take(at * SECOND), story + ": at " + at);
    }
  }
}
