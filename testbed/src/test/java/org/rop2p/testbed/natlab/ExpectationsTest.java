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
      open D D D D D D D D -
      full-cone D D D D D D D D -
      address-restricted D D D D D D D D -
      port-restricted D D D D - R D D -
      symmetric D D D - - - D D -
      carrier D D D R - - D D -
      mapped-port-restricted D D D D D D D D -
      mapped-symmetric D D D D D D D D -
      blocked - - - - - - - - -
      """;

  /** No relay; a port that is mapped when asked lets everybody in. */
  @Test
  void onlyAMappingPerRemoteAndAFilterByPortKeepTwoHostsApart() {
    Set<Kind> mapsAnew = EnumSet.of(Kind.SYMMETRIC, Kind.CARRIER);
    Set<Kind> filtersByPort = EnumSet.of(Kind.PORT_RESTRICTED, Kind.SYMMETRIC, Kind.CARRIER);
    for (Pair pair : Pair.all()) {
      boolean apart =
          (mapsAnew.contains(pair.left()) && filtersByPort.contains(pair.right()))
              || (filtersByPort.contains(pair.left()) && mapsAnew.contains(pair.right()))
              || isBlocked(pair);
      assertEquals(
          apart ? Outcome.NONE : Outcome.DIRECT,
          Expectations.of(pair, Means.CHECKS),
          pair.toString());
    }
  }

  @Test
  void aTurnServerLinksAllThatCanSendToItAndChangesNothingForWhoLinksAnyway() {
    for (Pair pair : Pair.all()) {
      Outcome alone = Expectations.of(pair, Means.CHECKS);
      Outcome linked = alone == Outcome.NONE ? Outcome.RELAY : alone;
      assertEquals(
          isBlocked(pair) ? Outcome.NONE : linked,
          Expectations.of(pair, Means.TURN),
          pair.toString());
    }
  }

  @Test
  void whoHidesLinksThroughTheRelayOnly() {
    for (Pair pair : Pair.all()) {
      assertEquals(
          isBlocked(pair) ? Outcome.NONE : Outcome.RELAY,
          Expectations.of(pair, Means.RELAY_ONLY),
          pair.toString());
    }
  }

  private static boolean isBlocked(Pair pair) {
    return pair.left() == Kind.BLOCKED || pair.right() == Kind.BLOCKED;
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
    "'blocked - - - - - - - - -\n', '', 'a row is missing'",
    "'carrier D D D R - - D D -', 'carrier D D D R - - D D', 'a column is missing'",
    "'carrier D D D R - - D D -', 'carrier D D D R - - D D - -', 'a column too many'",
    "'carrier D D D R - - D D -', 'carrier D D D D - - D D -', 'differs from the other order'",
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
