package org.rop2p.bench.relay;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.rop2p.bench.Arguments;
import org.rop2p.bench.Output;
import org.rop2p.bench.machine.Machine;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.proxy.replay.Recording;
import org.rop2p.proxy.replay.UnusableRecordingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scripts/bench relay}. */
@Command(
    name = "relay",
    sortOptions = false,
    description = {
      "Compares four ways from client to map server by turns in one run: direct, a bare Netty byte"
          + " proxy, HAProxy in TCP mode, and ro-p2p without a coordinator. Recorded traffic,"
          + " every message timed from the moment it was to be sent. Linux, loopback only.",
      "Exit: 0 measured, 1 a proxy failed or lost a message, 2 usage."
    })
public final class RelayCommand implements Callable<Integer> {
  private static final int MAX_CLIENTS = 1_000;
  private static final int MAX_PAIRS = 100;
  private static final int MAX_SECONDS = 600;
  private static final int QUICK_PAIRS = 3;
  private static final double QUICK_SECONDS = 1.5;
  private static final double QUICK_WARM_UP_SECONDS = 2;

  /** Where scripts/bench, which gives those of scripts/play, was not asked. No leak detector. */
  private static final String JVM_FLAGS =
      "-XX:+UseSerialGC -Xms16m -Xmx256m -Dio.netty.leakDetection.level=disabled";

  @Spec private CommandSpec spec;

  @Option(
      names = "--clients",
      paramLabel = "N,…",
      split = ",",
      defaultValue = "1,50,500",
      description = "Numbers of clients, a series each (default: ${DEFAULT-VALUE}).")
  private List<Integer> clients;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "20",
      description = "Rounds of all ways per series (default: ${DEFAULT-VALUE}).")
  private int pairs;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "2",
      description = "Length of one run (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "20",
      description = "Unmeasured play through each way after its start (default: ${DEFAULT-VALUE}).")
  private double warmUpSeconds;

  @Option(
      names = "--quick",
      description =
          "3 pairs of 1.5 s: shows that it works, in two or three minutes, and not much more.")
  private boolean quick;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Where in the recordings clients begin (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--jvm-flags",
      paramLabel = "FLAGS",
      defaultValue = JVM_FLAGS,
      description = "For both JVM proxies (default: \"${DEFAULT-VALUE}\").")
  private String jvmFlags;

  @Option(
      names = "--recordings",
      paramLabel = "DIR",
      defaultValue = "testbed/recordings",
      description = "Folder of recorded sessions (default: ${DEFAULT-VALUE}).")
  private Path recordings;

  @Option(
      names = "--proxy-classpath",
      paramLabel = "PATH",
      description = "Where the proxy's classes are (default: those of this program).")
  private String proxyClassPath = System.getProperty("java.class.path");

  @Mixin private Output output;

  private final PrintStream out;

  public RelayCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    RelayBench.Plan plan = plan();
    Protocol protocol = Protocol.of(PacketVersion.DEFAULT);
    List<Recording> sessions = sessions();
    TrafficMix mix = TrafficMix.of(sessions, protocol);
    List<String> flags = List.of(jvmFlags.strip().split("\\s+"));
    Way.Programs programs =
        new Way.Programs(
            System.getProperty("java.class.path"), proxyClassPath, flags, findHaproxy());
    List<Way> ways = ways(programs);
    Machine machine = Machine.now();
    machine.warnIfBusy(out);
    out.printf(
        "%d recorded players, %.2f messages a second each%n",
        mix.players(), mix.messagesPerSecond());
    try (GameServers servers = GameServers.open(sessions.get(0), protocol)) {
      List<Series> series = new RelayBench(plan, mix, servers, programs, ways, out::println).run();
      Report finished = new Report(machine, Machine.loadAverageNow(), plan, flags, ways, series);
      finished.print(out);
      output.report(finished::write);
    }
    return 0;
  }

  private RelayBench.Plan plan() {
    for (int number : clients) {
      Arguments.requireRange(spec, "--clients", number, 1, MAX_CLIENTS);
    }
    Arguments.requireRange(spec, "--pairs", pairs, 1, MAX_PAIRS);
    Arguments.requireRange(spec, "--seconds", seconds, 1, MAX_SECONDS);
    Arguments.requireRange(spec, "--warm-up", warmUpSeconds, 1, MAX_SECONDS);
    return quick
        ? new RelayBench.Plan(clients, QUICK_PAIRS, QUICK_SECONDS, QUICK_WARM_UP_SECONDS, seed)
        : new RelayBench.Plan(clients, pairs, seconds, warmUpSeconds, seed);
  }

  private List<Recording> sessions() throws IOException {
    Arguments.requireRecordings(spec, recordings);
    List<Recording> sessions = new ArrayList<>();
    try (Stream<Path> entries = Files.list(recordings)) {
      for (Path folder : entries.filter(Files::isDirectory).sorted().toList()) {
        sessions.add(Recording.load(folder));
      }
    } catch (UnusableRecordingException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    return sessions;
  }

  private List<Way> ways(Way.Programs programs) {
    List<Way> ways = new ArrayList<>();
    for (Way way : Way.values()) {
      Optional<String> missing = way.missing(programs);
      if (missing.isPresent()) {
        out.printf("Without %s: %s%n", way.label(), missing.get());
      } else {
        ways.add(way);
      }
    }
    return ways;
  }

  /** On the PATH, or where Debian puts it, which is not on everybody's PATH. */
  private static Optional<Path> findHaproxy() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + ":/usr/sbin";
    return Arrays.stream(path.split(":", -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "haproxy"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
