package org.rop2p.bench.footprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTest {
  private static final List<String> STATUS =
      List.of(
          "Name:\tjava",
          "VmHWM:\t  180224 kB",
          "VmRSS:\t  176128 kB",
          "RssAnon:\t  148480 kB",
          "RssFile:\t   27648 kB",
          "RssShmem:\t       0 kB",
          "Threads:\t26");

  @Test
  void linesOfAStatusFileAreKibibytes() throws IOException {
    assertEquals(
        new Memory(176_128 * 1_024L, 148_480 * 1_024L, 27_648 * 1_024L, 180_224 * 1_024L),
        Memory.parse(STATUS));
  }

  @Test
  void aDeadProcessHasNoMemory() {
    IOException problem =
        assertThrows(
            IOException.class, () -> Memory.parse(List.of("Name:\tjava", "State:\tZ (zombie)")));
    assertTrue(problem.getMessage().contains("it is gone"), problem::getMessage);
  }
}
