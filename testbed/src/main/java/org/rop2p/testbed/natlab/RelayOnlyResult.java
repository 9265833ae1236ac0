package org.rop2p.testbed.natlab;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who was spoken to for a link whose ends may hide.
 *
 * @param hidden those that are to use nothing but the relay; with none, the counting is tested
 * @param sent by each side
 */
public record RelayOnlyResult(
    Pair pair, Set<Side> hidden, Attempt attempt, Map<Side, Traffic> sent) {
  public RelayOnlyResult {
    hidden = Set.copyOf(hidden);
    sent = Map.copyOf(sent);
  }

  /**
   * Whether the link came up as expected, nothing went from one end to the other but through the
   * relay, and who hides asked nobody how he is seen. Without anybody hidden: whether it was seen
   * that something did.
   */
  public boolean ok() {
    if (!attempt.ok()) {
      return false;
    }
    if (hidden.isEmpty()) {
      return sent.values().stream().allMatch(side -> side.elsewhere() > 0 && side.stun() > 0);
    }
    return sent.values().stream().allMatch(side -> side.turn() > 0 && side.elsewhere() == 0)
        && hidden.stream().allMatch(side -> sent.get(side).stun() == 0);
  }

  /** A sentence for people. */
  String story() {
    return "%s, %s hidden: %s; datagrams to TURN, STUN, elsewhere: %s%s"
        .formatted(
            pair,
            hidden.isEmpty() ? "none" : names(hidden),
            GridTable.words(attempt),
            sent.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(side -> words(side.getKey(), side.getValue()))
                .collect(Collectors.joining("; ")),
            ok() ? "" : " !");
  }

  private static String words(Side side, Traffic sent) {
    return "%s %d, %d, %d".formatted(side.label(), sent.turn(), sent.stun(), sent.elsewhere());
  }

  private static String names(Set<Side> sides) {
    return sides.stream().sorted().map(Side::label).collect(Collectors.joining(" and "));
  }
}
