package org.rop2p.transport.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.rop2p.transport.IceCandidate;

/** A candidate line is refused in a sentence or means one address, and is written so. */
class IceCandidateFuzzTest {
  /** Input: the line in UTF-8. */
  @FuzzTest
  void refusedOrUnderstood(byte[] data) {
    check(new String(data, UTF_8));
  }

  /** Input: the fields behind {@code candidate:}, so that more get past the first look. */
  @FuzzTest
  void anyFields(byte[] data) {
    check("candidate:" + new String(data, UTF_8));
  }

  private static void check(String line) {
    IceCandidate candidate;
    try {
      candidate = IceCandidate.parse(line);
    } catch (IllegalArgumentException refused) {
      assertFalse(refused.getMessage().isEmpty());
      return;
    }
    assertFalse(candidate.address().isUnresolved(), "a name is never resolved");
    assertTrue(candidate.address().getPort() > 0);
    assertTrue(candidate.priority() >= 1 && candidate.priority() <= Integer.MAX_VALUE);
    assertEquals(candidate, IceCandidate.parse(candidate.toSdp()));
  }
}
