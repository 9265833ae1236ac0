package org.rop2p.bench.frames;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.rop2p.bench.Arguments;
import org.rop2p.bench.Output;
import org.rop2p.bench.stats.PairedRatio;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scripts/bench frames}. */
@Command(
    name = "frames",
    sortOptions = false,
    description = {
      "Time and allocation of one forwarded frame, by JMH with its gc profiler: no relay at all,"
          + " a bare Netty byte proxy, and ro-p2p without a coordinator. Loopback only.",
      "Exit: 0 measured, 1 a run failed, 2 usage."
    })
public final class FramesCommand implements Callable<Integer> {
  private static final String PER_FRAME = "gc.alloc.rate.norm";

  /** In MB, which are JMH's mebibytes. */
  private static final String PER_SECOND = "gc.alloc.rate";

  private static final double KIB_PER_MIB = 1024;
  private static final String JVM_FLAGS = "-XX:+UseSerialGC";
  private static final int MAX_COUNT = 50;

  @Spec private CommandSpec spec;

  @Option(
      names = "--forks",
      paramLabel = "N",
      defaultValue = "3",
      description = "JVMs for each way (default: ${DEFAULT-VALUE}).")
  private int forks;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Measured seconds in each JVM, after as many unmeasured"
              + " (default: ${DEFAULT-VALUE}).")
  private int iterations;

  @Option(
      names = "--recordings",
      paramLabel = "DIR",
      defaultValue = "testbed/recordings",
      description = "Folder of recorded sessions (default: ${DEFAULT-VALUE}).")
  private Path recordings;

  @Mixin private Output output;

  private final PrintStream out;

  public FramesCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    Arguments.requireRange(spec, "--forks", forks, 1, MAX_COUNT);
    Arguments.requireRange(spec, "--iterations", iterations, 1, MAX_COUNT);
    Path recording = recordings.resolve("solo");
    Arguments.requireRecordings(spec, recording);
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(ForwardedFrames.class.getName())
            .addProfiler(GCProfiler.class)
            .forks(forks)
            .warmupIterations(iterations)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.seconds(1))
            .jvmArgs(JVM_FLAGS, "-D" + ForwardedFrames.RECORDING + "=" + recording.toAbsolutePath())
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    output
        .report()
        .ifPresent(file -> options.result(file.toString()).resultFormat(ResultFormatType.JSON));
    out.printf("%-16s %-12s %9s %22s %22s%n", "", "between", "together", "us a frame", "B a frame");
    try {
      new Runner(options.build()).run().forEach(this::print);
    } catch (RunnerException e) {
      throw new IOException("a run failed: " + e.getMessage(), e);
    }
    return 0;
  }

  /**
   * Medians: the last iteration of a JVM counts what closing everything allocates. Every iteration
   * counts some KiB of the measuring's own, whatever passes meanwhile.
   */
  private void print(RunResult run) {
    String name = run.getParams().getBenchmark();
    out.printf(
        Locale.ROOT,
        "%-14s %-11s %8s %15.2f %11.3f %13.1f%n",
        name.substring(name.lastIndexOf('.') + 1),
        run.getParams().getParam("between").toLowerCase(Locale.ROOT).replace('_', '-'),
        run.getParams().getParam("together"),
        median(run, IterationResult::getPrimaryResult),
        median(run, iteration -> iteration.getSecondaryResults().get(PER_FRAME)),
        median(run, iteration -> iteration.getSecondaryResults().get(PER_SECOND)) * KIB_PER_MIB);
  }

  private static double median(RunResult run, Function<IterationResult, Result<?>> of) {
    return PairedRatio.median(
        run.getBenchmarkResults().stream()
            .flatMap(fork -> fork.getIterationResults().stream())
            .mapToDouble(iteration -> of.apply(iteration).getScore())
            .toArray());
  }
}
