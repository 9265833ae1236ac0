package org.rop2p.bench.lanes;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** {@code scripts/bench lanes}. */
@Command(
    name = "lanes",
    sortOptions = false,
    description = {
      "Measures by how much earlier walks, chat and emotes are on the screen of a player with links"
          + " than on that of one beside him without, for distances of server and peer. Loopback"
          + " only; distances are made by delays, and are round trips.",
      "Exit: 0 all was on both screens, and at 150 ms to the server and 20 ms to the peer at least"
          + " 100 ms earlier; 1 it was not or something failed, 2 usage."
    })
public final class LanesCommand implements Callable<Integer> {
  private static final int MAX_MILLIS = 1_000;
  private static final int MAX_SECONDS = 300;
  private static final int MAX_LOSS = 50;
  private static final int QUICK_BEATS = 2;
  private static final double MILLIS = 1_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--servers",
      paramLabel = "MS,…",
      split = ",",
      defaultValue = "30,80,150,250",
      description = "Round trips to the server (default: ${DEFAULT-VALUE}).")
  private List<Integer> servers;

  @Option(
      names = "--peers",
      paramLabel = "MS,…",
      split = ",",
      defaultValue = "5,20,60",
      description = "Round trips between proxies (default: ${DEFAULT-VALUE}).")
  private List<Integer> peers;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "11",
      description = "At each pair of distances (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--jitter",
      paramLabel = "MS",
      defaultValue = "20",
      description =
          "Once more with datagrams between proxies up to this much later, each way (default:"
              + " ${DEFAULT-VALUE}) …")
  private int jitterMillis;

  @Option(
      names = "--loss",
      paramLabel = "PERCENT",
      defaultValue = "2",
      description = "… and so many of them lost (default: ${DEFAULT-VALUE}).")
  private double lossPercent;

  @Option(
      names = "--quick",
      description = "Server 150 ms and peer 20 ms only, a few seconds: shows that it works.")
  private boolean quick;

  @Option(names = "--plot", paramLabel = "FILE", description = "A picture of it, as SVG.")
  private Path plot;

  @Mixin private Programs programs;

  @Mixin private Output output;

  private final PrintStream out;

  public LanesCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    LanesBench.Plan plan = plan();
    Machine machine = Machine.now();
    machine.warnIfBusy(out);
    LanesReport finished =
        new LanesReport(machine, plan, new LanesBench(plan, programs, out::println).run());
    finished.print(out);
    output.report(finished::write);
    if (plot != null) {
      Files.writeString(plot, EarlierPlot.svg(finished.segments()), StandardCharsets.UTF_8);
    }
    String complaint = finished.complaint();
    if (!complaint.isEmpty()) {
      throw new IOException(complaint);
    }
    return 0;
  }

  private LanesBench.Plan plan() {
    for (int server : servers) {
      Arguments.requireRange(spec, "--servers", server, 0, MAX_MILLIS);
    }
    for (int peer : peers) {
      Arguments.requireRange(spec, "--peers", peer, 0, MAX_MILLIS);
    }
    Arguments.requireRange(spec, "--seconds", seconds, 1, MAX_SECONDS);
    Arguments.requireRange(spec, "--jitter", jitterMillis, 0, MAX_MILLIS);
    Arguments.requireRange(spec, "--loss", lossPercent, 0, MAX_LOSS);
    if (quick) {
      return new LanesBench.Plan(List.of(150), List.of(20), QUICK_BEATS, 0, 0, false);
    }
    int beats = Math.max(1, (int) (seconds * MILLIS / Author.BEAT_MILLIS));
    return new LanesBench.Plan(
        servers, peers, beats, jitterMillis, lossPercent, jitterMillis > 0 || lossPercent > 0);
  }
}
