package org.rop2p.testbed.demo.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DemoOptionsTest {
  private static final DemoOptions GOOD = DemoOptions.defaults(1);

  static Stream<Arguments> wrong() {
    return Stream.of(
        wrong("at least one must play", o -> o.withPlayers(0, 0)),
        wrong("at least one must play", o -> o.withPlayers(-1, 3)),
        wrong("lower --players", o -> o.withPlayers(200, 1)),
        wrong("--seconds 0", o -> o.withDuration(Duration.ZERO)),
        wrong("--field 3: give a number from 4 to 149", o -> o.withField(3)),
        wrong("--field 150: give a number from 4 to 149", o -> o.withField(150)),
        wrong("give --players 2 or more", o -> o.withPlayers(1, 3).withFaults(true)),
        wrong(
            "give --seconds 20 or more",
            o -> o.withFaults(true).withDuration(Duration.ofSeconds(19))));
  }

  private static Arguments wrong(String sentence, UnaryOperator<DemoOptions> change) {
    return Arguments.of(sentence, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void whatCannotBeIsASentence(String sentence, UnaryOperator<DemoOptions> change) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> change.apply(GOOD));
    assertTrue(e.getMessage().contains(sentence), e.getMessage());
  }

  @Test
  void proxiesAreProcessesUnlessTheyAreMany() {
    assertTrue(GOOD.processes());
    assertTrue(GOOD.withPlayers(6, 20).processes());
    assertFalse(GOOD.withPlayers(7, 0).processes());
    assertFalse(GOOD.withInProcess(true).processes());
    assertEquals(40, GOOD.field());
  }
}
