package org.rop2p.proxy.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The server shows what it does with messages; nothing counts before it has. */
class ProofTest {
  private final Proof<String> lines = new Proof<>(false);
  private final Proof<String> walks = new Proof<>(true);

  @Test
  void anUnchangedEchoProves() {
    assertFalse(lines.proven());
    lines.sent("hi", 1, 1_000);
    assertFalse(lines.proven());
    assertEquals(80, lines.echoed("hi", 1_080));
    assertTrue(lines.proven());
  }

  @Test
  void anAlteredEchoProvesNothing() {
    lines.sent("hi", 1, 0);
    assertEquals(-1, lines.echoed("HI", 50));
    assertFalse(lines.proven());
  }

  @Test
  void oneEchoAnswersOneMessageTheOldestEqualOne() {
    lines.sent("hi", 1, 0);
    lines.sent("hi", 2, 100);
    assertEquals(150, lines.echoed("hi", 150));
    assertEquals(60, lines.echoed("hi", 160));
    assertEquals(-1, lines.echoed("hi", 170));
  }

  @Test
  void anEchoOfWhatWasSentBeforeAResetProvesNothingButIsMeasured() {
    lines.sent("hi", 1, 0);
    lines.reset();
    assertEquals(40, lines.echoed("hi", 40));
    assertFalse(lines.proven());
    lines.sent("again", 2, 50);
    lines.echoed("again", 90);
    assertTrue(lines.proven());
  }

  @Test
  void afterForgettingNoEchoIsExpected() {
    lines.sent("hi", 1, 0);
    lines.forget();
    assertEquals(-1, lines.echoed("hi", 40));
    assertEquals(List.of(), lines.expire(100_000));
  }

  @Test
  void anEchoThatFailsToComeDisproves() {
    lines.sent("first", 1, 0);
    lines.echoed("first", 40);
    lines.sent("swallowed", 2, 1_000);
    lines.sent("answered", 3, 1_500);
    lines.echoed("answered", 1_540);
    assertEquals(List.of(), lines.expire(6_000));
    assertTrue(lines.proven());
    assertEquals(List.of(2), lines.expire(6_001));
    assertFalse(lines.proven());
    assertEquals(List.of(), lines.expire(99_999));
  }

  @Test
  void theServerAnswersTheLastOfSeveralWalks() {
    walks.sent("a", 1, 0);
    walks.sent("b", 2, 10);
    walks.sent("c", 3, 20);
    assertEquals(100, walks.echoed("b", 110));
    assertTrue(walks.proven());
    assertEquals(-1, walks.echoed("a", 120), "collapsed into b");
    assertEquals(100, walks.echoed("c", 120));
    assertEquals(List.of(), walks.expire(99_999));
  }

  @Test
  void linesAreNotCollapsed() {
    lines.sent("a", 1, 0);
    lines.sent("b", 2, 10);
    lines.echoed("b", 20);
    assertEquals(30, lines.echoed("a", 30));
  }

  @Test
  void moreInFlightThanAnybodySendsCountsAsUnanswered() {
    for (int sequence = 1; sequence <= 70; sequence++) {
      lines.sent("line " + sequence, sequence, 0);
    }
    assertEquals(List.of(1, 2, 3, 4, 5, 6), lines.expire(1));
  }
}
