package org.rop2p.bench.coordinator;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.rop2p.bench.Arguments;
import org.rop2p.bench.Output;
import org.rop2p.bench.machine.Machine;
import org.rop2p.bench.world.Programs;
import org.rop2p.testbed.process.RedisProgram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scripts/bench coordinator}. */
@Command(
    name = "coordinator",
    sortOptions = false,
    description = {
      "Measures the coordinator under the load of a large server: memory of a socket, and how soon a"
          + " mutual sight, an offer and a change of zone are told, with its state in memory, in"
          + " Redis, and with two nodes. Linux, loopback only; Redis where it is installed.",
      "Exit: 0 measured, 1 something failed or a socket was lost, 2 usage."
    })
public final class CoordinatorCommand implements Callable<Integer> {
  private static final int MAX_SOCKETS = 15_000;
  private static final int MAX_JOINS = 1_000;
  private static final int MAX_SECONDS = 300;
  private static final Plan QUICK = new Plan(200, 100, 10, 3);

  @Spec private CommandSpec spec;

  @Option(
      names = "--sockets",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Players, each with a socket (default: ${DEFAULT-VALUE}).")
  private int sockets;

  @Option(
      names = "--moving",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Of these, who reports a new sight each second (default: ${DEFAULT-VALUE}).")
  private int moving;

  @Option(
      names = "--joins",
      paramLabel = "N",
      defaultValue = "200",
      description = "Changes of zone a second, by the others (default: ${DEFAULT-VALUE}).")
  private int joins;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "30",
      description = "How long (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--quick",
      description = "200 players for 3 seconds: shows that it works, no more.")
  private boolean quick;

  @Mixin private Programs programs;

  @Mixin private Output output;

  private final PrintStream out;

  public CoordinatorCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Plan plan = plan();
    Machine machine = Machine.now();
    machine.warnIfBusy(out);
    List<Arrangement> arrangements = List.of(Arrangement.values());
    if (!RedisProgram.isInstalled()) {
      out.println("redis-server is not installed: only memory is measured.");
      arrangements = List.of(Arrangement.MEMORY);
    }
    CoordinatorBench bench = new CoordinatorBench(plan, programs, out::println);
    try {
      bench.run(arrangements);
    } finally {
      CoordinatorReport finished = new CoordinatorReport(machine, plan, bench.measured());
      finished.print(out);
      output.report(finished::write);
    }
    return bench.measured().stream().allMatch(one -> one.socketsLost() == 0) ? 0 : 1;
  }

  private Plan plan() {
    Arguments.requireRange(spec, "--sockets", sockets, 100, MAX_SOCKETS);
    Arguments.requireRange(spec, "--moving", moving, 50, sockets);
    Arguments.requireRange(spec, "--joins", joins, 0, MAX_JOINS);
    Arguments.requireRange(spec, "--seconds", seconds, 1, MAX_SECONDS);
    return quick ? QUICK : new Plan(sockets, moving, joins, seconds);
  }
}
