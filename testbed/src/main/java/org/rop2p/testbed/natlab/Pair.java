package org.rop2p.testbed.natlab;

import java.util.ArrayList;
import java.util.List;

/** Two hosts that are to be linked, each named by what it is behind. */
public record Pair(Kind left, Kind right) {

  /** Every kind with every kind, the order of the two left out, and two hosts of one LAN. */
  public static List<Pair> all() {
    List<Pair> pairs = new ArrayList<>();
    for (Kind left : Kind.values()) {
      for (Kind right : Kind.values()) {
        boolean once = left.compareTo(right) <= 0;
        if (once && (left == Kind.LAN) == (right == Kind.LAN)) {
          pairs.add(new Pair(left, right));
        }
      }
    }
    return pairs;
  }

  /** Each kind at least once, every outcome, and all that need a relay. */
  public static List<Pair> few() {
    return List.of(
        new Pair(Kind.OPEN, Kind.PORT_RESTRICTED),
        new Pair(Kind.OPEN, Kind.CARRIER),
        new Pair(Kind.FULL_CONE, Kind.SYMMETRIC),
        new Pair(Kind.ADDRESS_RESTRICTED, Kind.SYMMETRIC),
        new Pair(Kind.PORT_RESTRICTED, Kind.PORT_RESTRICTED),
        new Pair(Kind.PORT_RESTRICTED, Kind.SYMMETRIC),
        new Pair(Kind.PORT_RESTRICTED, Kind.CARRIER),
        new Pair(Kind.SYMMETRIC, Kind.SYMMETRIC),
        new Pair(Kind.SYMMETRIC, Kind.CARRIER),
        new Pair(Kind.SYMMETRIC, Kind.MAPPED_PORT_RESTRICTED),
        new Pair(Kind.SYMMETRIC, Kind.MAPPED_SYMMETRIC),
        new Pair(Kind.CARRIER, Kind.CARRIER),
        new Pair(Kind.OPEN, Kind.BLOCKED),
        new Pair(Kind.LAN, Kind.LAN));
  }

  /** Those of {@link #few} that are tried with TURN, too: all that need it, and two that do not. */
  static List<Pair> fewWithTurn() {
    return few().stream()
        .filter(
            pair ->
                Expectations.of(pair, Means.CHECKS) == Outcome.NONE
                    || pair.left() == Kind.PORT_RESTRICTED
                    || pair.left() == Kind.LAN)
        .toList();
  }

  Kind kind(Side side) {
    return side == Side.LEFT ? left : right;
  }

  @Override
  public String toString() {
    return left.label() + " × " + right.label();
  }
}
