package org.rop2p.testbed.natlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PairTest {
  @Test
  void everyKindMeetsEveryKindOnceAndALanIsMetByItselfOnly() {
    Set<Set<Kind>> met = new HashSet<>();
    for (Pair pair : Pair.all()) {
      assertTrue(met.add(Set.copyOf(EnumSet.of(pair.left(), pair.right()))), pair + " again");
    }
    int kinds = Kind.values().length - 1;
    assertEquals(kinds * (kinds + 1) / 2 + 1, met.size());
    assertTrue(met.contains(Set.of(Kind.LAN)));
    assertEquals(1, met.stream().filter(pair -> pair.contains(Kind.LAN)).count());
  }

  @Test
  void theFewAreSomeOfAllWithEveryKindAndBothOutcomes() {
    assertTrue(Pair.all().containsAll(Pair.few()));
    Set<Kind> seen = EnumSet.noneOf(Kind.class);
    Set<Outcome> expected = EnumSet.noneOf(Outcome.class);
    for (Pair pair : Pair.few()) {
      seen.add(pair.left());
      seen.add(pair.right());
      expected.add(Expectations.of(pair, Means.CHECKS));
    }
    assertEquals(EnumSet.allOf(Kind.class), seen);
    assertTrue(expected.containsAll(Set.of(Outcome.DIRECT, Outcome.NONE)));
  }

  @Test
  void theFewHaveEachPairThatNeedsARelayAndSomeThatDoNot() {
    Set<Outcome> expected = EnumSet.noneOf(Outcome.class);
    Pair.fewWithTurn().forEach(pair -> expected.add(Expectations.of(pair, Means.TURN)));
    assertEquals(EnumSet.allOf(Outcome.class), expected);
    assertTrue(Pair.few().containsAll(Pair.fewWithTurn()));
    for (Pair pair : Pair.all()) {
      if (Expectations.of(pair, Means.TURN) == Outcome.RELAY) {
        assertTrue(Pair.fewWithTurn().contains(pair), pair.toString());
      }
    }
  }
}
