package org.rop2p.testbed.natlab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Pairs whose ordinary checks fail and that have no relay: they can but probe for each other. */
final class ProbeTrial {
  /** 2 of 100 attempts fail by chance; on the internet a second one waits ten minutes. */
  private static final int ATTEMPTS = 2;

  private final Lab lab;

  ProbeTrial(Lab lab) {
    this.lab = lab;
  }

  /** A port-restricted NAT with each that is symmetric. */
  static List<Pair> pairs() {
    return List.of(
        new Pair(Kind.PORT_RESTRICTED, Kind.SYMMETRIC),
        new Pair(Kind.PORT_RESTRICTED, Kind.CARRIER));
  }

  /**
   * One pair after the other: 256 sockets and 1,024 probes are enough for one machine.
   *
   * @param told of each as soon as it is over
   * @throws IOException if the lab itself fails
   */
  List<ProbeResult> run(Consumer<ProbeResult> told) throws IOException, InterruptedException {
    List<ProbeResult> results = new ArrayList<>();
    for (Pair pair : pairs()) {
      ProbeResult result = null;
      for (int i = 1; i <= ATTEMPTS && (result == null || !result.ok()); i++) {
        result = new ProbeResult(pair, PairTrial.run(lab, new Trial(pair, Means.PROBING)), i);
      }
      told.accept(result);
      results.add(result);
    }
    return results;
  }
}
