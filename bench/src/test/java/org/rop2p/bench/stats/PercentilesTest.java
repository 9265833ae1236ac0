package org.rop2p.bench.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentilesTest {
  @ParameterizedTest
  @CsvSource({"1000, 0.5, 500", "1000, 0.99, 990", "1000, 0.999, 999", "10, 0.99, 10", "1, 0.5, 1"})
  void ofTheNumbersFromOneOn(int count, double q, long expected) {
    long[] fallingValues = LongStream.rangeClosed(1, count).map(i -> count + 1 - i).toArray();

    assertEquals(expected, Percentiles.of(fallingValues).at(q));
  }

  @Test
  void ofNothingThereAreNone() {
    assertThrows(IllegalArgumentException.class, () -> Percentiles.of(new long[0]));
  }
}
