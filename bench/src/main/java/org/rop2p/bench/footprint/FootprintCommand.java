package org.rop2p.bench.footprint;

import java.io.IOException;
import java.io.PrintStream;
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

/** {@code scripts/bench footprint}. */
@Command(
    name = "footprint",
    sortOptions = false,
    description = {
      "Reads the memory of a proxy, started as scripts/play starts it, without links and with a"
          + " crowd of busy players all linked with it. Linux, loopback only.",
      "Exit: 0 measured, whether or not the aims are met, 1 something failed," + " 2 usage."
    })
public final class FootprintCommand implements Callable<Integer> {
  /** A proxy has as many links unless it is configured otherwise. */
  private static final int MAX_LINKS = 50;

  private static final int MAX_SECONDS = 300;
  private static final int QUICK_LINKS = 3;
  private static final double QUICK_SECONDS = 3;

  @Spec private CommandSpec spec;

  @Option(
      names = "--links",
      paramLabel = "N",
      defaultValue = "50",
      description = "Of the proxy that has some (default: ${DEFAULT-VALUE}).")
  private int links;

  @Option(
      names = "--settle",
      paramLabel = "S",
      defaultValue = "30",
      description = "Play before memory is read (default: ${DEFAULT-VALUE}).")
  private double settleSeconds;

  @Option(names = "--quick", description = "3 links, 3 s: shows that it works.")
  private boolean quick;

  @Mixin private Programs programs;

  @Mixin private Output output;

  private final PrintStream out;

  public FootprintCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    FootprintBench.Plan plan = plan();
    Machine machine = Machine.now();
    machine.warnIfBusy(out);
    FootprintReport finished =
        new FootprintReport(
            machine,
            plan,
            programs.jvmFlags(),
            new FootprintBench(plan, programs, out::println).run());
    finished.print(out);
    output.report(finished::write);
    return 0;
  }

  private FootprintBench.Plan plan() {
    Arguments.requireRange(spec, "--links", links, 1, MAX_LINKS);
    Arguments.requireRange(spec, "--settle", settleSeconds, 1, MAX_SECONDS);
    return quick
        ? new FootprintBench.Plan(QUICK_LINKS, QUICK_SECONDS)
        : new FootprintBench.Plan(links, settleSeconds);
  }
}
