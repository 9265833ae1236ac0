package org.rop2p.testbed.natlab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class GridTest {
  private static final Pair OPEN = new Pair(Kind.OPEN, Kind.OPEN);
  private static final Pair APART = new Pair(Kind.SYMMETRIC, Kind.SYMMETRIC);

  @Test
  void eachPairIsTriedByChecksAndThoseThatAreToHaveItWithTurn() {
    List<Trial> trials = Grid.trials(List.of(OPEN, APART), List.of(APART));
    assertEquals(
        List.of(
            new Trial(OPEN, Means.CHECKS),
            new Trial(APART, Means.CHECKS),
            new Trial(APART, Means.TURN)),
        trials);
    assertEquals(
        List.of(Outcome.DIRECT, Outcome.NONE, Outcome.RELAY),
        trials.stream().map(Trial::expected).toList());
  }
}
