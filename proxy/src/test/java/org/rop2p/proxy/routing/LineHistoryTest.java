package org.rop2p.proxy.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which line a listener must have got from the server before he may be told the next one. */
class LineHistoryTest {
  private static final int ANN = 2_000_001;
  private static final int BEA = 2_000_002;
  private final LineHistory history = new LineHistory();

  @Test
  void nothingSaidNothingMissed() {
    assertEquals(LineHistory.Unsent.NONE, history.newestUnsentTo(ANN, 0));
  }

  @Test
  void theNewestLineThatWentToTheServerOnlyIsNamed() {
    history.said(1, Set.of(), 1_000);
    history.said(2, Set.of(), 1_100);
    history.said(3, Set.of(ANN), 1_200);
    assertEquals(new LineHistory.Unsent(2, 400), history.newestUnsentTo(ANN, 1_500));
    assertEquals(new LineHistory.Unsent(3, 300), history.newestUnsentTo(BEA, 1_500));
  }

  @Test
  void whoGotEverythingMissedNothing() {
    history.said(1, Set.of(ANN), 0);
    history.said(2, Set.of(ANN, BEA), 10);
    assertEquals(LineHistory.Unsent.NONE, history.newestUnsentTo(ANN, 20));
    assertEquals(new LineHistory.Unsent(1, 20), history.newestUnsentTo(BEA, 20));
  }

  @Test
  void anOldLineHasLongBeenShown() {
    history.said(1, Set.of(), 0);
    assertEquals(new LineHistory.Unsent(1, 2_499), history.newestUnsentTo(ANN, 2_499));
    assertEquals(LineHistory.Unsent.NONE, history.newestUnsentTo(ANN, 2_500));
  }

  @Test
  void aNewMapForgets() {
    history.said(1, Set.of(), 0);
    history.clear();
    assertEquals(LineHistory.Unsent.NONE, history.newestUnsentTo(ANN, 1));
  }

  @Test
  void onlySoManyLinesAreKept() {
    history.said(1, Set.of(), 0);
    for (int sequence = 2; sequence <= 65; sequence++) {
      history.said(sequence, Set.of(ANN), 0);
    }
    assertEquals(LineHistory.Unsent.NONE, history.newestUnsentTo(ANN, 1));
  }
}
