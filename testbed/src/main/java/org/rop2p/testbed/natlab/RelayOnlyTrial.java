package org.rop2p.testbed.natlab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Links whose ends hide where they are, and counts at the NATs whom they speak to. */
final class RelayOnlyTrial {
  /** Two that link directly when nobody hides. */
  private static final Pair PAIR = new Pair(Kind.PORT_RESTRICTED, Kind.PORT_RESTRICTED);

  private final Lab lab;

  RelayOnlyTrial(Lab lab) {
    this.lab = lab;
  }

  /** The pairs that {@link #run} needs hosts of. */
  static List<Pair> pairs() {
    return List.of(PAIR);
  }

  /**
   * With both hidden, with one, and with none; no other link is to run meanwhile, or to have closed
   * just before.
   *
   * @param told of each as soon as it is over
   * @throws IOException if the lab itself fails
   */
  List<RelayOnlyResult> run(Consumer<RelayOnlyResult> told)
      throws IOException, InterruptedException {
    List<RelayOnlyResult> results = new ArrayList<>();
    for (Set<Side> hidden :
        List.of(EnumSet.allOf(Side.class), EnumSet.of(Side.LEFT), EnumSet.noneOf(Side.class))) {
      RelayOnlyResult result = link(hidden);
      told.accept(result);
      results.add(result);
    }
    return results;
  }

  private RelayOnlyResult link(Set<Side> hidden) throws IOException, InterruptedException {
    Map<Side, Means> means = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      means.put(side, hidden.contains(side) ? Means.RELAY_ONLY : Means.TURN);
      String unused = lab.disturb("watch", PAIR.kind(side), side);
    }
    Outcome expected = Expectations.of(PAIR, hidden.isEmpty() ? Means.TURN : Means.RELAY_ONLY);
    Attempt attempt;
    try (Conversation conversation = lab.converse(PAIR, means)) {
      attempt = PairTrial.talk(conversation, expected);
    }
    Map<Side, Traffic> sent = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      sent.put(side, Traffic.parse(lab.disturb("watched", PAIR.kind(side), side)));
    }
    return new RelayOnlyResult(PAIR, hidden, attempt, sent);
  }
}
