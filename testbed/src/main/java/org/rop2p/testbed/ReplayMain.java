package org.rop2p.testbed;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.proxy.replay.CutMode;
import org.rop2p.proxy.replay.RecordedZones;
import org.rop2p.proxy.replay.Recording;
import org.rop2p.proxy.replay.Replay;
import org.rop2p.proxy.replay.ReplayReport;
import org.rop2p.proxy.replay.ReplayServer;
import org.rop2p.proxy.replay.UnusableRecordingException;
import org.rop2p.testbed.process.ChildProcess;
import org.rop2p.testbed.process.CoordinatorProgram;
import org.rop2p.testbed.process.CoordinatorSettings;
import org.rop2p.testbed.process.JavaProgram;
import org.rop2p.testbed.process.StatsFile;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code scripts/replay}: plays a recorded session through a freshly started proxy. */
@Command(
    name = "replay",
    sortOptions = false,
    description = {
      "Plays every connection of a recorded session through a freshly started proxy and checks that"
          + " every byte arrives unchanged, rewritten addresses apart.",
      "With --p2p a coordinator is started, too, and the proxy reads along as it does in play.",
      "The last line of output is JSON. Exit: 0 all arrived, 1 something did not, 2 usage."
    })
public final class ReplayMain implements Callable<Integer> {
  private static final Pattern READY = Pattern.compile("Listening on 127\\.0\\.0\\.1:(\\d+)");

  /** What a proxy says when the coordinator has let a player in. */
  private static final String JOINED = "Joined P2P session in zone";

  /** Many times what a coordinator on the same machine needs. */
  private static final Duration JOINING = Duration.ofSeconds(20);

  private static final Duration START = Duration.ofSeconds(30);

  @Parameters(index = "0", paramLabel = "DIR", description = "Folder with connections.tsv.")
  private Path folder;

  @Option(
      names = "--cut",
      paramLabel = "recorded|bytes|coalesced|random",
      defaultValue = "recorded",
      converter = CutModeConverter.class,
      description = "How both sides cut their bytes into writes (default: ${DEFAULT-VALUE}).")
  private CutMode cut;

  @Option(names = "--all-cuts", description = "All four, one after the other; the counts add up.")
  private boolean allCuts;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of random cuts (default: a new one, printed).")
  private Long seed;

  @Option(
      names = "--timeout",
      paramLabel = "S",
      defaultValue = "120",
      description = "Seconds for one session (default: ${DEFAULT-VALUE}).")
  private int timeoutSeconds;

  @Option(
      names = "--p2p",
      description = "With a coordinator, so that the proxy follows the game and keeps its books.")
  private boolean p2p;

  @Option(
      names = "--proxy-jvm",
      paramLabel = "OPTIONS",
      defaultValue = "",
      description =
          "JVM options of the proxy, in one word (scripts/replay: those of scripts/play).")
  private String proxyJvm;

  @Option(
      names = "--coordinator-classpath",
      paramLabel = "PATH",
      description = "Where the coordinator's classes are (default: those of this program).")
  private String coordinatorClassPath = System.getProperty("java.class.path");

  @Option(
      names = "--proxy-args",
      paramLabel = "ARGS",
      defaultValue = "",
      description = "More arguments for the proxy, in one word: \"--zones prontera\".")
  private String proxyArgs;

  @Option(
      names = "--proxy-classpath",
      paramLabel = "PATH",
      description = "Where the proxy's classes are (default: those of this program).")
  private String proxyClassPath = System.getProperty("java.class.path");

  @Option(names = "--help", usageHelp = true, description = "Shows this.")
  @SuppressWarnings("UnusedVariable") // picocli reads the annotation
  private boolean help;

  private final PrintStream out;
  private final PrintStream err;

  private ReplayMain(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] args) {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    System.exit(run(System.out, System.err, args));
  }

  /** Everything but the end of the JVM. */
  static int run(PrintStream out, PrintStream err, String... args) {
    return OneSentence.run("replay", new CommandLine(new ReplayMain(out, err)), out, err, args);
  }

  @Override
  public Integer call() throws InterruptedException {
    if (timeoutSeconds <= 0) {
      return complain("--timeout is " + timeoutSeconds + ": give a number of seconds above 0");
    }
    Recording recording;
    try {
      recording = Recording.load(folder);
    } catch (UnusableRecordingException e) {
      return complain(e.getMessage());
    }
    List<CutMode> modes = allCuts ? Arrays.asList(CutMode.values()) : List.of(cut);
    List<ReplayReport> reports = new ArrayList<>();
    for (CutMode mode : modes) {
      reports.add(playOrFail(recording, mode));
    }
    out.println(ReplayReport.json(reports));
    return reports.stream().allMatch(ReplayReport::passed) ? 0 : OneSentence.FAILED;
  }

  private ReplayReport playOrFail(Recording recording, CutMode mode) throws InterruptedException {
    try {
      return play(recording, mode);
    } catch (IOException e) {
      out.println("MISMATCH " + e.getMessage());
      return ReplayReport.failed(e.getMessage());
    }
  }

  private ReplayReport play(Recording recording, CutMode mode)
      throws IOException, InterruptedException {
    long used = seed != null ? seed : new Random().nextLong();
    out.printf(
        "%s, %d connections, cut %s%s%n",
        folder,
        recording.connections().size(),
        mode.label(),
        mode == CutMode.RANDOM ? " with --seed " + used : "");
    Protocol protocol = Protocol.of(PacketVersion.DEFAULT);
    try (ReplayServer server = ReplayServer.open(recording, protocol);
        CoordinatorProgram coordinator = coordinator(recording, protocol)) {
      Path statsFile = Files.createTempFile("replay", ".stats");
      try {
        return play(recording, protocol, mode, used, server, coordinator, statsFile);
      } finally {
        Files.deleteIfExists(statsFile);
      }
    }
  }

  private ReplayReport play(
      Recording recording,
      Protocol protocol,
      CutMode mode,
      long used,
      ReplayServer server,
      CoordinatorProgram coordinator,
      Path statsFile)
      throws IOException, InterruptedException {
    ChildProcess proxy =
        ChildProcess.start("the proxy", READY, command(server.login(), coordinator, statsFile));
    ReplayReport report;
    try (proxy) {
      int port = proxy.awaitReady(START);
      report =
          new Replay(
                  recording,
                  protocol,
                  server,
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                  mode,
                  new Random(used),
                  Duration.ofSeconds(timeoutSeconds),
                  p2p ? () -> proxy.awaitLine(JOINED, JOINING) : () -> {},
                  line -> out.println("  " + line))
              .run();
    } catch (IOException e) {
      report = ReplayReport.failed(e.getMessage());
    }
    // The last line of the file is written at the proxy's end.
    JsonNode blind = new StatsFile(statsFile).last().path("relay").path("blind");
    if (report.passed() && blind.isMissingNode()) {
      report = ReplayReport.failed("the proxy has not said whether it could read everything");
    }
    report = report.withBlind(blind.asInt());
    if (p2p) {
      long joined = proxy.output().stream().filter(line -> line.contains(JOINED)).count();
      out.printf("The coordinator let the proxy's players in %d time(s).%n", joined);
      if (joined == 0 && report.passed()) {
        report = ReplayReport.failed("the coordinator never let the proxy in: P2P was not on");
      }
    }
    tell(report, proxy);
    return report;
  }

  /** Null without {@code --p2p}. Recorded tokens are worth nothing, so everybody is believed. */
  private CoordinatorProgram coordinator(Recording recording, Protocol protocol)
      throws IOException, InterruptedException {
    return p2p
        ? CoordinatorProgram.start(
            new JavaProgram(List.of(), coordinatorClassPath, JavaProgram.COORDINATOR),
            new CoordinatorSettings(0, 0, RecordedZones.policies(recording, protocol)),
            START)
        : null;
  }

  private void tell(ReplayReport report, ChildProcess proxy) {
    report.mismatch().ifPresent(text -> out.println("MISMATCH " + text));
    if (report.blind() > 0) {
      out.printf("The proxy gave up reading %d time(s).%n", report.blind());
    }
    if (!report.passed()) {
      out.println("What the proxy said:");
      proxy.output().forEach(line -> out.println("  | " + line));
    }
  }

  private List<String> command(
      InetSocketAddress login, CoordinatorProgram coordinator, Path statsFile) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "play",
                "--server",
                "127.0.0.1:" + login.getPort(),
                "--skip-server-check",
                "--listen",
                "127.0.0.1:0",
                "--page",
                "off",
                "--words", // every byte counts
                "off",
                "--stats",
                statsFile.toString()));
    if (coordinator != null) {
      arguments.addAll(List.of("--coordinator", coordinator.restApi().toString()));
    }
    arguments.addAll(JavaProgram.words(proxyArgs));
    return new JavaProgram(JavaProgram.words(proxyJvm), proxyClassPath, JavaProgram.PROXY)
        .command(arguments);
  }

  private int complain(String sentence) {
    err.println("replay: " + sentence);
    return OneSentence.USAGE;
  }

  private static final class CutModeConverter implements CommandLine.ITypeConverter<CutMode> {
    @Override
    public CutMode convert(String text) {
      for (CutMode mode : CutMode.values()) {
        if (mode.label().equals(text)) {
          return mode;
        }
      }
      throw new CommandLine.TypeConversionException(
          "'" + text + "' is no way to cut: use recorded, bytes, coalesced or random");
    }
  }
}
