package org.rop2p.transport.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.transport.probe.SimulatedMeeting.SECOND;

import java.net.InetAddress;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.probe.ProbeBudget.Attempt;

/** One attempt at a time, seldom the same, and not many. */
final class ProbeBudgetTest {
  private static final ProbeLimits LIMITS = ProbeLimits.defaults();
  private static final InetAddress HOME = Addresses.ip("8.8.8.8");
  private static final InetAddress AWAY = Addresses.ip("8.8.4.4");
  private static final InetAddress THEIRS = Addresses.ip("9.9.9.9");

  private final ProbeBudget budget = new ProbeBudget(LIMITS);
  private final Attempt first = new Attempt(peer(1), HOME, THEIRS);

  @Test
  void oneAtATime() {
    assertTrue(budget.begin(first, 0));
    assertTrue(budget.underWay(SECOND));
    assertFalse(budget.begin(new Attempt(peer(2), HOME, THEIRS), SECOND));
    budget.end(new Attempt(peer(2), HOME, THEIRS));
    assertTrue(budget.underWay(SECOND), "another one's end is not this one's");
    budget.end(first);
    assertFalse(budget.underWay(SECOND));
    assertTrue(budget.begin(new Attempt(peer(2), HOME, THEIRS), SECOND));
  }

  @Test
  void anAttemptWhoseEndWasForgottenBlocksNothingForLong() {
    assertTrue(budget.begin(first, 0));
    assertFalse(budget.underWay(20 * SECOND));
  }

  @Test
  void theSamePairOfNetworksOnlyAfterAPause() {
    assertTrue(budget.begin(first, SECOND));
    budget.end(first);
    long again = SECOND + LIMITS.pause();
    assertEquals(OptionalLong.of(SECOND), budget.lastAttempt(first, again - 1));
    assertFalse(budget.begin(first, again - 1));
    assertEquals(OptionalLong.empty(), budget.lastAttempt(first, again));
    assertTrue(budget.begin(first, again));
  }

  @Test
  void inAnotherNetworkAtOnce() {
    assertTrue(budget.begin(first, 0));
    budget.end(first);
    Attempt moved = new Attempt(peer(1), AWAY, THEIRS);
    assertTrue(budget.begin(moved, SECOND));
    budget.end(moved);
    assertTrue(budget.begin(new Attempt(peer(1), AWAY, HOME), 2 * SECOND));
  }

  @Test
  void aCrowdOfPeersIsNotTriedWithoutEnd() {
    int begun = 0;
    for (int i = 0; i < 1_000; i++) {
      Attempt attempt = new Attempt(peer(i), HOME, THEIRS);
      if (budget.begin(attempt, i)) {
        begun++;
        budget.end(attempt);
      }
    }
    assertEquals(LIMITS.attempts(), begun);
    assertTrue(budget.spent(1_000));
    assertFalse(budget.spent(LIMITS.pause()), "the first one is forgotten");
  }

  @Test
  void theFewestSocketsThatWereTooManyAreRememberedForEachNetwork() {
    budget.limitMet(HOME, 128);
    budget.limitMet(HOME, 256);
    assertEquals(OptionalInt.of(128), budget.limitMet(HOME));
    assertEquals(OptionalInt.empty(), budget.limitMet(AWAY));
    for (int i = 0; i < 100; i++) {
      budget.limitMet(Addresses.ip("9.0.0." + i), 64);
    }
    assertEquals(OptionalInt.empty(), budget.limitMet(HOME), "bounded: the oldest is forgotten");
    assertEquals(OptionalInt.of(64), budget.limitMet(Addresses.ip("9.0.0.99")));
  }

  @Test
  void limitsArePositive() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ProbeLimits(256, 128, 64, 32, 16, 1_024, 64, 0, 500, 1, 1, 1, 1, 64));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ProbeLimits(256, 128, 64, 32, 16, 1_024, 64, 100, 500, 0, 1, 1, 1, 64));
  }

  private static Fingerprint peer(int number) {
    return new Fingerprint(String.format("%064x", number));
  }
}
