package org.rop2p.bench.flood;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.rop2p.bench.Arguments;
import org.rop2p.bench.Output;
import org.rop2p.bench.machine.Machine;
import org.rop2p.bench.world.Programs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scripts/bench flood}. */
@Command(
    name = "flood",
    sortOptions = false,
    description = {
      "Floods a player's proxy with envelopes of linked, attested hostile peers, and measures what"
          + " his game notices, against the same generator aimed at a bystander's proxy, by turns."
          + " Linux, loopback only.",
      "Exit: 0 the victim's p99 stayed within twice of that beside a flooded bystander, 1 it did"
          + " not or something failed, 2 usage."
    })
public final class FloodCommand implements Callable<Integer> {
  private static final int MAX_PAIRS = 100;
  private static final int MAX_SECONDS = 60;
  private static final int MAX_ATTACKERS = 32;
  private static final int MAX_QUESTIONS = 1_000;
  private static final int QUICK_PAIRS = 3;
  private static final double QUICK_SECONDS = 1;
  private static final double SETTLE_SECONDS = 1;

  @Spec private CommandSpec spec;

  @Option(
      names = "--rates",
      paramLabel = "N,…",
      split = ",",
      defaultValue = "190,10000",
      description =
          "Envelopes a second, a series each (default: ${DEFAULT-VALUE}; the first is just below"
              + " what a link may bring).")
  private List<Integer> rates;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "12",
      description = "Rounds of all aims per series (default: ${DEFAULT-VALUE}).")
  private int pairs;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "4",
      description = "Length of one run (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "10",
      description = "Unmeasured play, then a flood of each, before (default: ${DEFAULT-VALUE}).")
  private double warmUpSeconds;

  @Option(
      names = "--attackers",
      paramLabel = "N",
      defaultValue = "8",
      description =
          "Hostile proxies; each comes back under a new certificate when its link ends (default:"
              + " ${DEFAULT-VALUE}).")
  private int attackers;

  @Option(
      names = "--questions",
      paramLabel = "N",
      defaultValue = "200",
      description =
          "What the victim's client asks its server a second (default: ${DEFAULT-VALUE}).")
  private int questions;

  @Option(
      names = "--quick",
      description = "3 pairs of 1 s: shows that it works, within a minute, and not much more.")
  private boolean quick;

  @Mixin private Programs programs;

  @Mixin private Output output;

  private final PrintStream out;

  public FloodCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    FloodBench.Plan plan = plan();
    Machine machine = Machine.now();
    machine.warnIfBusy(out);
    FloodReport finished =
        new FloodReport(machine, plan, new FloodBench(plan, programs, out::println).run());
    finished.print(out);
    output.report(finished::write);
    String complaint = finished.complaint();
    if (!complaint.isEmpty()) {
      throw new IOException(complaint);
    }
    return 0;
  }

  private FloodBench.Plan plan() {
    for (int rate : rates) {
      Arguments.requireRange(spec, "--rates", rate, 1, HostilePeers.MAX_RATE);
    }
    Arguments.requireRange(spec, "--pairs", pairs, 1, MAX_PAIRS);
    Arguments.requireRange(spec, "--seconds", seconds, 1, MAX_SECONDS);
    Arguments.requireRange(spec, "--warm-up", warmUpSeconds, 1, MAX_SECONDS);
    Arguments.requireRange(spec, "--attackers", attackers, 1, MAX_ATTACKERS);
    Arguments.requireRange(spec, "--questions", questions, 1, MAX_QUESTIONS);
    return quick
        ? new FloodBench.Plan(
            rates, QUICK_PAIRS, QUICK_SECONDS, 1, SETTLE_SECONDS, attackers, questions)
        : new FloodBench.Plan(
            rates, pairs, seconds, warmUpSeconds, SETTLE_SECONDS, attackers, questions);
  }
}
