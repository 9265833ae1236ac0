package org.rop2p.coordinator.client.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a refusal says may be logged as it is. */
final class Sentences {
  private static final int LONGEST = 512;

  private Sentences() {}

  static void check(String sentence) {
    assertTrue(!sentence.isBlank() && sentence.length() <= LONGEST, sentence);
    assertTrue(sentence.chars().noneMatch(c -> c < 0x20 || c == 0x7F), "control characters");
  }
}
