package org.rop2p.transport.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Consent that lasts for five seconds, RFC 7675. */
final class ConsentTest {
  private static final IceSettings SETTINGS =
      IceSettings.of(Duration.ofSeconds(20), Duration.ofSeconds(4), Duration.ofSeconds(5), 16);

  private final Consent consent = new Consent(SETTINGS, new Random(1), 0);

  @ParameterizedTest(name = "{2}")
  @CsvSource({
    "0, 5, it never stood still",
    "3, 8, what it stood still does not count",
    "10, 15, nor does all of the most that is excused",
    "3600, 15, a sleep of an hour does",
  })
  void expires(int stood, int seconds, String told) {
    consent.stood(TimeUnit.SECONDS.toNanos(stood));
    long end = TimeUnit.SECONDS.toNanos(seconds);
    assertFalse(consent.isExpired(end - 1), told);
    assertTrue(consent.isExpired(end), told);
    consent.answered(end);
    assertFalse(consent.isExpired(end + TimeUnit.SECONDS.toNanos(5) - 1), "an answer is one");
  }

  @ParameterizedTest(name = "after {0} s")
  @CsvSource({"0, true", "2, false"})
  void anUnansweredCheckIsStaleOnlyWhenItsAnswerCouldHaveBeenRead(int stood, boolean stale) {
    consent.asked(TimeUnit.SECONDS.toNanos(1));
    consent.stood(TimeUnit.SECONDS.toNanos(stood));
    assertEquals(stale, consent.isStale(TimeUnit.SECONDS.toNanos(3)));
  }

  /** {@code ?} a check is sent, {@code !} one is answered. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "no check was answered,           doubt ? ?,          true",
    "the second is on its way,        doubt ?,            false",
    "the peer was heard,              doubt ? heard ?,    false",
    "and then no more,                doubt ? heard ? doubt, true",
    "the network has changed,         moved ? ?,          true",
    "then hearing tells nothing,      moved ? heard ?,    true",
    "but an answer does,              moved ? ! ? ?,      false",
    "it was asked before the doubt,   ? doubt ?,          true",
    "nobody doubts it,                ? ? ?,              false",
    "it has answered,                 doubt ? ? !,        false",
    "and was not doubted since,       doubt ? ! ? ?,      false",
    "but is again,                    doubt ? ! doubt ? ?, true",
    "what came is not read yet,       doubt ? stood ?,    false",
    "it was read and nothing came,    doubt ? stood ? ?,  true",
  })
  void isForsaken(String story, String steps, boolean forsaken) {
    for (String step : steps.split(" ", -1)) {
      switch (step) {
        case "doubt" -> consent.doubt(0);
        case "moved" -> consent.moved(0);
        case "heard" -> consent.heard();
        case "stood" -> consent.stood(TimeUnit.SECONDS.toNanos(2));
        case "?" -> consent.asked(0);
        default -> consent.answered(0);
      }
    }
    assertEquals(forsaken, consent.isForsaken(), story);
  }
}
