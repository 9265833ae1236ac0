package org.rop2p.transport.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import org.rop2p.transport.ProbeSignal;

/** A probe signal is refused in a sentence, of another version, or exactly what was written. */
class ProbeSignalFuzzTest {
  /** Input: the text in UTF-8. */
  @FuzzTest
  void refusedOrUnderstood(byte[] data) {
    check(new String(data, UTF_8));
  }

  /** Input: the fields behind the version, so that more get past the first look. */
  @FuzzTest
  void anyFields(byte[] data) {
    check("probe:1 " + new String(data, UTF_8));
  }

  private static void check(String text) {
    Optional<ProbeSignal> signal;
    try {
      signal = ProbeSignal.parse(text);
    } catch (IllegalArgumentException refused) {
      assertFalse(refused.getMessage().isEmpty());
      return;
    }
    assertTrue(signal.isEmpty() != text.startsWith("probe:1 "));
    signal.ifPresent(read -> assertEquals(text, read.toText()));
    signal.ifPresent(read -> assertTrue(read.samples().size() <= ProbeSignal.MAX_SAMPLES));
  }
}
