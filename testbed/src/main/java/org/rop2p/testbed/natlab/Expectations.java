package org.rop2p.testbed.natlab;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What every pair is expected to come to. Whoever adds a way to link changes the table here. */
final class Expectations {
  /**
   * D direct, R relay, - none; columns in the order of the rows. A NAT that maps anew for each
   * remote endpoint is not linked with one that filters by port: neither side's check can come from
   * where the other one expects it.
   */
  private static final String TABLE =
      """
      open                D D D D D D -
      full-cone           D D D D D D -
      address-restricted  D D D D D D -
      port-restricted     D D D D - - -
      symmetric           D D D - - - -
      carrier             D D D - - - -
      blocked             - - - - - - -
      """;

  private static final Map<Kind, Map<Kind, Outcome>> READ = read(TABLE);

  private Expectations() {}

  static Outcome of(Pair pair) {
    // Two hosts of one LAN have each other's address.
    return pair.left() == Kind.LAN ? Outcome.DIRECT : READ.get(pair.left()).get(pair.right());
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
