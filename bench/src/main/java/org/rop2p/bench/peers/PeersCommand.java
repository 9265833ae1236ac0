package org.rop2p.bench.peers;

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

/** {@code scripts/bench peers}. */
@Command(
    name = "peers",
    sortOptions = false,
    description = {
      "Measures CPU, allocation and traffic to peers of one proxy among crowds in which everybody"
          + " is linked with everybody, busy or standing, against the same proxy without a"
          + " coordinator among the same crowd. Linux, loopback only.",
      "Exit: 0 measured, 1 something failed or a link was lost, 2 usage."
    })
public final class PeersCommand implements Callable<Integer> {
  /** A proxy has as many links unless it is configured otherwise. */
  private static final int MAX_PLAYERS = 50;

  private static final int MAX_SECONDS = 300;
  private static final double QUICK_SECONDS = 3;

  @Spec private CommandSpec spec;

  @Option(
      names = "--players",
      paramLabel = "N,…",
      split = ",",
      defaultValue = "0,10,50",
      description = "Players in view, a crowd each (default: ${DEFAULT-VALUE}).")
  private List<Integer> players;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "15",
      description = "Length of one measurement (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "15",
      description = "Busy play before those of a proxy (default: ${DEFAULT-VALUE}).")
  private double warmUpSeconds;

  @Option(names = "--quick", description = "0 and 3 players, a few seconds: shows that it works.")
  private boolean quick;

  @Mixin private Programs programs;

  @Mixin private Output output;

  private final PrintStream out;

  public PeersCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PeersBench.Plan plan = plan();
    Machine machine = Machine.now();
    machine.warnIfBusy(out);
    PeersBench bench = new PeersBench(plan, programs, out::println);
    try {
      bench.run();
    } finally {
      if (!bench.windows().isEmpty()) { // a large crowd may fail where a small one did not
        PeersReport finished = new PeersReport(machine, plan, bench.windows());
        finished.print(out);
        output.report(finished::write);
      }
    }
    return 0;
  }

  private PeersBench.Plan plan() {
    for (int number : players) {
      Arguments.requireRange(spec, "--players", number, 0, MAX_PLAYERS);
    }
    Arguments.requireRange(spec, "--seconds", seconds, 1, MAX_SECONDS);
    Arguments.requireRange(spec, "--warm-up", warmUpSeconds, 1, MAX_SECONDS);
    return quick
        ? new PeersBench.Plan(List.of(0, 3), QUICK_SECONDS, QUICK_SECONDS)
        : new PeersBench.Plan(players, seconds, warmUpSeconds);
  }
}
