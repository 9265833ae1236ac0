package org.rop2p.testbed.natlab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class GridTableTest {
  @Test
  void aRowForEachLeftAColumnForEachRightAndAMarkWhereItWentWrong() {
    PairResult lossy =
        new PairResult(
            new Pair(Kind.OPEN, Kind.OPEN),
            Outcome.DIRECT,
            OptionalInt.of(41),
            2,
            1,
            Outcome.DIRECT);
    PairResult none =
        new PairResult(
            new Pair(Kind.FULL_CONE, Kind.BLOCKED),
            Outcome.NONE,
            OptionalInt.empty(),
            0,
            0,
            Outcome.NONE);
    assertEquals(
        """
        |           | open                              | blocked |
        |-----------|-----------------------------------|---------|
        | open      | direct 41 ms, 2 lost, 1 doubled ! |         |
        | full-cone |                                   | none    |
        """,
        GridTable.of(List.of(none, lossy)));
  }
}
