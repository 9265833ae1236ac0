package org.rop2p.testbed.natlab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class GridTableTest {
  @Test
  void aRowForEachLeftAColumnForEachRightAndAMarkWhereItWentWrong() {
    PairResult lossy =
        new PairResult(
            new Pair(Kind.OPEN, Kind.OPEN),
            new Attempt(Outcome.DIRECT, OptionalInt.of(41), 2, 1, Outcome.DIRECT),
            Optional.empty());
    PairResult none =
        new PairResult(
            new Pair(Kind.FULL_CONE, Kind.BLOCKED),
            Attempt.noLink(Outcome.NONE),
            Optional.of(new Attempt(Outcome.RELAY, OptionalInt.of(1_204), 0, 0, Outcome.RELAY)));
    assertEquals(
        """
        |           | open                              | blocked |
        |-----------|-----------------------------------|---------|
        | open      | direct 41 ms, 2 lost, 1 doubled ! |         |
        | full-cone |                                   | none    |
        """,
        GridTable.alone(List.of(none, lossy)));
    assertEquals(
        """
        |           | blocked       |
        |-----------|---------------|
        | full-cone | relay 1204 ms |
        """,
        GridTable.withTurn(List.of(none, lossy)));
  }
}
