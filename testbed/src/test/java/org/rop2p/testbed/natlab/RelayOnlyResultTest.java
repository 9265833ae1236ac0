package org.rop2p.testbed.natlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelayOnlyResultTest {
  private static final Pair PAIR = new Pair(Kind.PORT_RESTRICTED, Kind.PORT_RESTRICTED);

  @ParameterizedTest
  @CsvSource({
    // who hides, what the left and the right sent to TURN, STUN and elsewhere
    "both,  9 0 0, 9 0 0, true, ''",
    "left,  9 0 0, 9 2 0, true, ''",
    "both,  9 0 0, 9 2 0, false, 'the right asks how it is seen'",
    "left,  9 2 0, 9 2 0, false, 'the left asks how it is seen'",
    "left,  9 0 1, 9 2 0, false, 'the left sends to the right'",
    "left,  9 0 0, 9 2 1, false, 'the right sends to the left'",
    "both,  0 0 0, 9 0 0, false, 'nothing is counted'",
    "none,  9 2 3, 9 2 3, true, ''",
    "none,  9 2 0, 9 2 3, false, 'the counting sees nothing'",
    "none,  9 0 3, 9 2 3, false, 'the counting sees nothing'",
  })
  void whoHidesSpeaksToTheRelayAlone(
      String hiding, String left, String right, boolean ok, String why) {
    RelayOnlyResult result =
        result(
            switch (hiding) {
              case "both" -> EnumSet.allOf(Side.class);
              case "left" -> EnumSet.of(Side.LEFT);
              default -> EnumSet.noneOf(Side.class);
            },
            Outcome.RELAY,
            left,
            right);
    assertEquals(ok, result.ok(), why);
    assertEquals(ok, !result.story().endsWith("!"), result.story());
  }

  @Test
  void aPathThatIsDirectIsNotHidden() {
    assertEquals(false, result(EnumSet.of(Side.LEFT), Outcome.DIRECT, "9 0 0", "9 0 0").ok());
  }

  @Test
  void whatANatCountedIsRead() {
    assertEquals(new Traffic(12, 0, 345), Traffic.parse("12\n0\n345\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1 2", "1 2 x", "1 2 3 4", "1 2 99999999999"})
  void otherThanThreeNumbersIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Traffic.parse(text));
  }

  private static RelayOnlyResult result(Set<Side> hidden, Outcome path, String left, String right) {
    return new RelayOnlyResult(
        PAIR,
        hidden,
        new Attempt(path, OptionalInt.of(300), 0, 0, Outcome.RELAY),
        Map.of(Side.LEFT, Traffic.parse(left), Side.RIGHT, Traffic.parse(right)));
  }
}
