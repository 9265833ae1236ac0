package org.rop2p.bench.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static final int HOUSES = 50;
  private static final int ROUNDS = HOUSES - 1;

  @Test
  void inEachRoundAllMeetInPairsAndInAllRoundsEverybody() {
    for (int house = 0; house < HOUSES; house++) {
      Set<Integer> met = new HashSet<>();
      for (int round = 0; round < ROUNDS; round++) {
        int partner = Load.partner(house, round);
        assertNotEquals(house, partner, "round " + round);
        assertEquals(house, Load.partner(partner, round), "each is the other's, round " + round);
        met.add(partner);
      }
      assertEquals(ROUNDS, met.size(), "house " + house);
    }
  }
}
