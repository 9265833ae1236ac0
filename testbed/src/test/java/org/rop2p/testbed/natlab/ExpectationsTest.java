package org.rop2p.testbed.natlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationsTest {
  private static final String WHOLE =
      """
      open D D D D D D -
      full-cone D D D D D D -
      address-restricted D D D D D D -
      port-restricted D D D D - R -
      symmetric D D D - - - -
      carrier D D D R - - -
      blocked - - - - - - -
      """;

  /** Checks alone: no relay, no port mapping. */
  @Test
  void onlyAMappingPerRemoteAndAFilterByPortKeepTwoHostsApart() {
    Set<Kind> mapsAnew = EnumSet.of(Kind.SYMMETRIC, Kind.CARRIER);
    Set<Kind> filtersByPort = EnumSet.of(Kind.PORT_RESTRICTED, Kind.SYMMETRIC, Kind.CARRIER);
    for (Pair pair : Pair.all()) {
      boolean apart =
          (mapsAnew.contains(pair.left()) && filtersByPort.contains(pair.right()))
              || (filtersByPort.contains(pair.left()) && mapsAnew.contains(pair.right()))
              || pair.left() == Kind.BLOCKED
              || pair.right() == Kind.BLOCKED;
      assertEquals(apart ? Outcome.NONE : Outcome.DIRECT, Expectations.of(pair), pair.toString());
    }
  }

  @Test
  void aTableIsReadAsItStands() {
    var read = Expectations.read(WHOLE);
    assertEquals(Outcome.RELAY, read.get(Kind.CARRIER).get(Kind.PORT_RESTRICTED));
    assertEquals(Outcome.NONE, read.get(Kind.SYMMETRIC).get(Kind.CARRIER));
    assertEquals(Outcome.DIRECT, read.get(Kind.OPEN).get(Kind.CARRIER));
  }

  @ParameterizedTest
  @CsvSource({
    "'blocked - - - - - - -\n', '', 'a row is missing'",
    "'carrier D D D R - - -', 'carrier D D D R - -', 'a column is missing'",
    "'carrier D D D R - - -', 'carrier D D D R - - - -', 'a column too many'",
    "'carrier D D D R - - -', 'carrier D D D D - - -', 'differs from the other order'",
    "'blocked - - -', 'blocked X - -', 'no such letter'",
    "'symmetric D', 'lan D', 'no such row'",
  })
  void aTableWithAHoleIsRefused(String what, String by, String why) {
    String broken = WHOLE.replace(what, by);
    assertNotEquals(WHOLE, broken, why);
    assertThrows(IllegalArgumentException.class, () -> Expectations.read(broken), why);
  }

  @Test
  void noPrefixOfATableIsATable() {
    for (int length = 0; length < WHOLE.length() - 1; length++) {
      assertFalse(isRead(WHOLE.substring(0, length)), length + " characters");
    }
  }

  private static boolean isRead(String table) {
    try {
      Expectations.read(table);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
