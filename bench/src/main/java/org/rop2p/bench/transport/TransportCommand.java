package org.rop2p.bench.transport;

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

/** {@code scripts/bench transport}. */
@Command(
    name = "transport",
    sortOptions = false,
    description = {
      "Measures a link between two processes: round trips of 40 bytes against raw UDP, by turns;"
          + " packets and CPU of idle links; links set up in a second; and how long after a player"
          + " enters the map his link is there. Linux, loopback only.",
      "Exit: 0 measured, whether or not the aim is met, 1 something failed, 2 usage."
    })
public final class TransportCommand implements Callable<Integer> {
  private static final int MAX_RATE = 5_000;
  private static final int MAX_PAIRS = 100;
  private static final int MAX_SECONDS = 60;
  private static final int MAX_IDLE_LINKS = 50;
  private static final int MAX_IDLE_SECONDS = 600;
  private static final int MAX_SET_UPS = 1_000;
  private static final int MAX_ENTRIES = 200;

  /** Of the links begun at once. */
  private static final int BATCHES = 5;

  private static final int QUICK_LINKS = 3;
  private static final int QUICK_PAIRS = 2;

  @Spec private CommandSpec spec;

  @Option(
      names = "--rates",
      paramLabel = "N,…",
      split = ",",
      defaultValue = "20,1000",
      description = "Messages a second, a series each (default: ${DEFAULT-VALUE}).")
  private List<Integer> rates;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "10",
      description = "Segments of each way and rate (default: ${DEFAULT-VALUE}).")
  private int pairs;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "4",
      description = "Length of a segment (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--idle-links",
      paramLabel = "N",
      defaultValue = "20",
      description = "Links that carry nothing (default: ${DEFAULT-VALUE}).")
  private int idleLinks;

  @Option(
      names = "--idle-seconds",
      paramLabel = "S",
      defaultValue = "60",
      description = "For so long; as long again without links (default: ${DEFAULT-VALUE}).")
  private double idleSeconds;

  @Option(
      names = "--set-ups",
      paramLabel = "N",
      defaultValue = "100",
      description = "Links set up one after another (default: ${DEFAULT-VALUE}).")
  private int setUps;

  @Option(
      names = "--at-once",
      paramLabel = "N",
      defaultValue = "20",
      description = "Links begun at once, five times (default: ${DEFAULT-VALUE}).")
  private int atOnce;

  @Option(
      names = "--entries",
      paramLabel = "N",
      defaultValue = "20",
      description = "Times a player enters the map (default: ${DEFAULT-VALUE}).")
  private int entries;

  @Option(names = "--quick", description = "A little of each: shows that it works.")
  private boolean quick;

  @Mixin private Programs programs;

  @Mixin private Output output;

  private final PrintStream out;

  public TransportCommand(PrintStream out) {
    this.out = out;
  }

  /**
   * What to do.
   *
   * @param entries times a player enters the map
   */
  record Plan(
      RoundTripBench.Plan roundTrips, IdleBench.Plan idle, SetUpBench.Plan setUps, int entries) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Plan plan = plan();
    Machine machine = Machine.now();
    machine.warnIfBusy(out);
    List<RoundTrip> roundTrips =
        new RoundTripBench(plan.roundTrips(), programs, out::println).run();
    IdleCost idle = IdleBench.measure(plan.idle(), programs);
    out.println("idle links: measured");
    List<SetUps> links = SetUpBench.measure(plan.setUps(), programs);
    out.println("set-ups: measured");
    long[] entered = EntryBench.measure(plan.entries(), programs);
    TransportReport finished = new TransportReport(machine, plan, roundTrips, idle, links, entered);
    finished.print(out);
    output.report(finished::write);
    return 0;
  }

  private Plan plan() {
    for (int rate : rates) {
      Arguments.requireRange(spec, "--rates", rate, 1, MAX_RATE);
    }
    Arguments.requireRange(spec, "--pairs", pairs, 1, MAX_PAIRS);
    Arguments.requireRange(spec, "--seconds", seconds, 1, MAX_SECONDS);
    Arguments.requireRange(spec, "--idle-links", idleLinks, 1, MAX_IDLE_LINKS);
    Arguments.requireRange(spec, "--idle-seconds", idleSeconds, 1, MAX_IDLE_SECONDS);
    Arguments.requireRange(spec, "--set-ups", setUps, 1, MAX_SET_UPS);
    Arguments.requireRange(spec, "--at-once", atOnce, 1, MAX_IDLE_LINKS);
    Arguments.requireRange(spec, "--entries", entries, 1, MAX_ENTRIES);
    return quick
        ? new Plan(
            new RoundTripBench.Plan(rates, QUICK_PAIRS, 1),
            new IdleBench.Plan(QUICK_LINKS, QUICK_LINKS),
            new SetUpBench.Plan(QUICK_LINKS, QUICK_LINKS, 1),
            QUICK_PAIRS)
        : new Plan(
            new RoundTripBench.Plan(rates, pairs, seconds),
            new IdleBench.Plan(idleLinks, idleSeconds),
            new SetUpBench.Plan(setUps, atOnce, BATCHES),
            entries);
  }
}
