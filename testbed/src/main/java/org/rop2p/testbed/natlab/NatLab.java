package org.rop2p.testbed.natlab;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One run of the lab, told as it goes. */
public final class NatLab {
  private NatLab() {}

  /**
   * Blocks until everything is judged.
   *
   * @param prefix what the names of the lab's namespaces begin with
   * @param stunServers {@code IP:PORT,IP:PORT}, addresses of this namespace
   * @param faults the program that breaks what is around a host
   * @param quick few pairs and no faults
   * @throws IOException if the lab itself fails, in words for people
   */
  public static LabReport run(
      String prefix, String stunServers, Path faults, boolean quick, PrintStream out)
      throws IOException, InterruptedException {
    List<Pair> pairs = quick ? Pair.few() : Pair.all();
    List<Pair> needed = new ArrayList<>(pairs);
    if (!quick) {
      needed.addAll(FaultTrial.pairs());
    }
    out.println("Starting the hosts ...");
    try (Lab lab = new Lab(prefix, stunServers, faults, needed)) {
      List<PairResult> grid =
          Grid.run(
              lab,
              pairs,
              result -> out.printf("  %-40s %s%n", result.pair(), GridTable.words(result)));
      out.println();
      out.println(GridTable.of(grid));
      List<FaultResult> broken =
          quick ? List.of() : new FaultTrial(lab).run(result -> out.println(result.story()));
      return new LabReport(grid, broken);
    }
  }
}
