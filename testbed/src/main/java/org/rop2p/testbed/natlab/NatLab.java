package org.rop2p.testbed.natlab;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rop2p.testbed.demo.world.Programs;

/** One run of the lab, told as it goes. */
public final class NatLab {
  private static final Duration GAME = Duration.ofSeconds(60);
  private static final Duration QUICK_GAME = Duration.ofSeconds(12);

  private NatLab() {}

  /**
   * Blocks until everything is judged.
   *
   * @param programs what is started for the game
   * @param quick few pairs and no faults
   * @throws IOException if the lab itself fails, in words for people
   */
  public static LabReport run(
      LabSettings settings, Programs programs, boolean quick, PrintStream out)
      throws IOException, InterruptedException {
    List<Pair> pairs = quick ? Pair.few() : Pair.all();
    List<Pair> needed = new ArrayList<>(pairs);
    needed.addAll(RelayOnlyTrial.pairs());
    if (!quick) {
      needed.addAll(FaultTrial.pairs());
      needed.addAll(ProbeTrial.pairs());
    }
    out.println("Starting the servers and the hosts ...");
    try (Lab lab = new Lab(settings, needed)) {
      List<RelayOnlyResult> relayOnly =
          new RelayOnlyTrial(lab).run(result -> out.println(result.story()));
      List<PairResult> grid =
          Grid.run(
              lab,
              pairs,
              quick ? Pair.fewWithTurn() : pairs,
              (trial, attempt) -> out.printf("  %-50s %s%n", trial, GridTable.words(attempt)));
      out.println();
      out.println(GridTable.alone(grid));
      out.println("With TURN:");
      out.println();
      out.println(GridTable.withTurn(grid));
      List<FaultResult> broken =
          quick ? List.of() : new FaultTrial(lab).run(result -> out.println(result.story()));
      List<ProbeResult> probed =
          quick ? List.of() : new ProbeTrial(lab).run(result -> out.println(result.story()));
      out.println();
      out.println("A game, a player behind each:");
      GameResult game =
          new GameTrial(lab, programs)
              .play(
                  quick ? GameTrial.few() : GameTrial.everybody(), quick ? QUICK_GAME : GAME, out);
      return new LabReport(grid, relayOnly, broken, probed, Optional.of(game));
    }
  }
}
