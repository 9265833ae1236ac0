package org.rop2p.proxy.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.view.Cell;

/** Bob is told of Alice's walks by the peer lane, Carol of some by the server only. */
class WalkHistoryTest {
  private static final int BOB = 2_000_002;
  private static final int CAROL = 2_000_003;
  private static final Cell NORTH = new Cell(100, 110);
  private static final Cell SOUTH = new Cell(100, 90);

  private final WalkHistory walks = new WalkHistory();

  @Test
  void nothingWalkedNothingToWaitFor() {
    assertTrue(walks.settledFor(BOB, 0));
  }

  @ParameterizedTest(name = "at {0} ms: Bob {1}, Carol {2}")
  @CsvSource({"0, true, false", "799, true, false", "800, true, true"})
  void whoeverHasAWalkFromTheServerOnlyWaitsForIt(long now, boolean bob, boolean carol) {
    walks.asked(NORTH, Set.of(BOB), 800);
    assertEquals(bob, walks.settledFor(BOB, now));
    assertEquals(carol, walks.settledFor(CAROL, now));
  }

  @Test
  void theServersAnswerShortensTheWait() {
    walks.asked(NORTH, Set.of(), 800);
    walks.granted(NORTH, 320);
    assertFalse(walks.settledFor(BOB, 319));
    assertTrue(walks.settledFor(BOB, 320));
  }

  @Test
  void anAnswerToALaterWalkEndsTheWaitForEarlierOnes() {
    walks.asked(NORTH, Set.of(), 800);
    walks.asked(SOUTH, Set.of(BOB, CAROL), 900);
    assertFalse(walks.settledFor(BOB, 200));
    walks.granted(SOUTH, 400);
    assertTrue(walks.settledFor(BOB, 200));
  }

  @Test
  void anAnswerToAnEarlierWalkLeavesTheLaterOneWaiting() {
    walks.asked(NORTH, Set.of(BOB), 800);
    walks.asked(SOUTH, Set.of(), 900);
    walks.granted(NORTH, 300);
    assertFalse(walks.settledFor(BOB, 850));
    assertTrue(walks.settledFor(BOB, 900));
  }

  @Test
  void whatTheServerGrantsUnaskedChangesNothing() {
    walks.asked(NORTH, Set.of(), 800);
    walks.granted(SOUTH, 100);
    assertFalse(walks.settledFor(BOB, 799));
  }

  @Test
  void aNewMapForgetsAll() {
    walks.asked(NORTH, Set.of(), 800);
    walks.clear();
    assertTrue(walks.settledFor(BOB, 0));
  }

  @Test
  void anEndlessClickerIsForgottenFromTheOldestOn() {
    walks.asked(NORTH, Set.of(), Long.MAX_VALUE);
    for (int i = 0; i < 64; i++) {
      walks.asked(SOUTH, Set.of(BOB), Long.MAX_VALUE);
    }
    assertTrue(walks.settledFor(BOB, 0));
  }
}
