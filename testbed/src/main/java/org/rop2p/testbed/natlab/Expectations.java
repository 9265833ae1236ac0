package org.rop2p.testbed.natlab;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What every pair is expected to come to. Whoever adds a way to link changes the table here. */
final class Expectations {
  /**
   * Without a relay: D direct, R relay, - none; columns in the order of the rows. A NAT that maps
   * anew for each remote endpoint is not linked with one that filters by port: neither side's check
   * can come from where the other one expects it. A mapped port is open to all.
   */
  private static final String CHECKS =
      """
      open                    D D D D D D D D -
      full-cone               D D D D D D D D -
      address-restricted      D D D D D D D D -
      port-restricted         D D D D - - D D -
      symmetric               D D D - - - D D -
      carrier                 D D D - - - D D -
      mapped-port-restricted  D D D D D D D D -
      mapped-symmetric        D D D D D D D D -
      blocked                 - - - - - - - - -
      """;

  /** With a TURN server that both ends may use over UDP: whoever can send to it has a link. */
  private static final String TURN =
      """
      open                    D D D D D D D D -
      full-cone               D D D D D D D D -
      address-restricted      D D D D D D D D -
      port-restricted         D D D D R R D D -
      symmetric               D D D R R R D D -
      carrier                 D D D R R R D D -
      mapped-port-restricted  D D D D D D D D -
      mapped-symmetric        D D D D D D D D -
      blocked                 - - - - - - - - -
      """;

  private static final Map<Kind, Map<Kind, Outcome>> WITH_CHECKS = read(CHECKS);
  private static final Map<Kind, Map<Kind, Outcome>> WITH_TURN = read(TURN);

  private Expectations() {}

  /** What a pair comes to whose ends both have these means. */
  static Outcome of(Pair pair, Means means) {
    if (means == Means.RELAY_ONLY) {
      boolean blocked = pair.left() == Kind.BLOCKED || pair.right() == Kind.BLOCKED;
      return blocked ? Outcome.NONE : Outcome.RELAY;
    }
    if (means == Means.PROBING && ProbeTrial.pairs().contains(pair)) {
      return Outcome.DIRECT;
    }
    if (pair.left() == Kind.LAN) {
      return Outcome.DIRECT; // two hosts of one LAN have each other's address
    }
    return (means == Means.TURN ? WITH_TURN : WITH_CHECKS).get(pair.left()).get(pair.right());
  }

  /**
   * @throws IllegalArgumentException if a row or a column is missing or surplus, a letter means
   *     nothing, or left × right differs from right × left
   */
  static Map<Kind, Map<Kind, Outcome>> read(String table) {
    List<Kind> kinds = new ArrayList<>(List.of(Kind.values()));
    kinds.remove(Kind.LAN);
    List<String> rows = table.lines().toList();
    Map<Kind, Map<Kind, Outcome>> read = new EnumMap<>(Kind.class);
    check(rows.size() == kinds.size(), "one row for each kind");
    for (int i = 0; i < rows.size(); i++) {
      String[] cells = rows.get(i).split(" +", -1);
      check(cells.length == kinds.size() + 1, "one column for each kind");
      check(cells[0].equals(kinds.get(i).label()), "the rows in the order of the kinds");
      Map<Kind, Outcome> row = new EnumMap<>(Kind.class);
      for (int j = 0; j < kinds.size(); j++) {
        row.put(kinds.get(j), outcome(cells[j + 1]));
        check(
            j >= i || read.get(kinds.get(j)).get(kinds.get(i)) == row.get(kinds.get(j)),
            "the same for both orders of a pair");
      }
      read.put(kinds.get(i), row);
    }
    return read;
  }

  private static Outcome outcome(String letter) {
    return switch (letter) {
      case "D" -> Outcome.DIRECT;
      case "R" -> Outcome.RELAY;
      case "-" -> Outcome.NONE;
      default -> throw new IllegalArgumentException("'" + letter + "' is none of D, R and -");
    };
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("The table of expectations has " + what);
    }
  }
}
