package org.rop2p.testbed;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.rop2p.codec.PacketVersion;
import org.rop2p.testbed.demo.Demo;
import org.rop2p.testbed.demo.DemoReport;
import org.rop2p.testbed.demo.world.DemoOptions;
import org.rop2p.testbed.demo.world.DemoOptions.Movement;
import org.rop2p.testbed.demo.world.Programs;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code scripts/demo}: players, proxies and servers, and what their screens saw. */
@Command(
    name = "demo",
    sortOptions = false,
    description = {
      "Starts a stand-in game server, a STUN server, a coordinator and players, each with a proxy of"
          + " its own or without one. They walk, talk, show emotes and speak to an NPC; afterwards"
          + " every screen is compared with whom the server told, or would have.",
      "Exit: 0 all was well, 1 something was not, 2 usage."
    })
public final class DemoMain implements Callable<Integer> {
  @Option(
      names = "--packetver",
      paramLabel = "YYYYMMDD[:main|re|zero]",
      defaultValue = "20211103",
      description = "Client date of everybody and of the server (default: ${DEFAULT-VALUE}).")
  private String packetVersion;

  @Option(
      names = "--players",
      paramLabel = "N",
      defaultValue = "4",
      description = "Players with a proxy (default: ${DEFAULT-VALUE}).")
  private int players;

  @Option(
      names = "--unproxied",
      paramLabel = "N",
      defaultValue = "1",
      description = "Players straight on the server (default: ${DEFAULT-VALUE}).")
  private int unproxied;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "60",
      description = "How long they play (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of what the players do (default: a new one, printed).")
  private Long seed;

  @Option(
      names = "--field",
      paramLabel = "CELLS",
      defaultValue = "40",
      description =
          "Side of the square they roam (default: ${DEFAULT-VALUE}); chat is heard 9"
              + " cells far, emotes and walks are seen 14 cells far.")
  private int field;

  @Option(
      names = "--latency",
      paramLabel = "MS",
      defaultValue = "80",
      description = "One way between each client and the server (default: ${DEFAULT-VALUE}).")
  private int latencyMillis;

  @Option(
      names = "--jitter",
      paramLabel = "MS",
      defaultValue = "0",
      description = "Up to this much more, anew for each packet (default: ${DEFAULT-VALUE}).")
  private int jitterMillis;

  @Option(
      names = "--click-ms",
      paramLabel = "MS",
      description =
          "Everybody asks for a new destination this often, and never rests (default:"
              + " they stroll).")
  private Integer clickMillis;

  @Option(
      names = "--movement",
      paramLabel = "mirror|offload",
      defaultValue = "mirror",
      converter = MovementConverter.class,
      description =
          "The zone's policy for walks (default: ${DEFAULT-VALUE}); chat and emotes are"
              + " offloaded.")
  private Movement movement;

  @Option(
      names = "--faults",
      paramLabel = "none|all",
      defaultValue = "none",
      converter = FaultsConverter.class,
      description =
          "all: links are cut, delayed and lossy, the coordinator is frozen, killed and"
              + " started again, the server stalls, players hide, leave, relog, die, are muted and"
              + " bound to a channel (default: ${DEFAULT-VALUE}).")
  private String faults;

  @Option(
      names = "--in-process",
      description =
          "Proxies are objects in this JVM, as with more than 6 players; else each is a"
              + " process started as scripts/play does. The coordinator always is one.")
  private boolean inProcess;

  @Option(
      names = "--nodes",
      description =
          "Two coordinators on a Redis of their own serve the players; each is killed and started"
              + " again, and Redis loses all it knew. No link may go down for that.")
  private boolean nodes;

  @Option(names = "--report", paramLabel = "FILE", description = "Where to write the JSON report.")
  private Path reportFile;

  @Mixin private StartedPrograms started;

  @Option(names = "--help", usageHelp = true, description = "Shows this.")
  @SuppressWarnings("UnusedVariable") // picocli reads the annotation
  private boolean help;

  private final PrintStream out;
  private final PrintStream err;

  private DemoMain(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] args) {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    System.exit(run(System.out, System.err, args));
  }

  /** Everything but the end of the JVM. */
  static int run(PrintStream out, PrintStream err, String... args) {
    return OneSentence.run("demo", new CommandLine(new DemoMain(out, err)), out, err, args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    DemoOptions options;
    try {
      options =
          new DemoOptions(
              PacketVersion.parse(packetVersion),
              players,
              unproxied,
              Duration.ofSeconds(seconds),
              Duration.ofMillis(latencyMillis),
              Duration.ofMillis(jitterMillis),
              seed != null ? seed : new Random().nextLong(),
              field,
              faults.equals("all"),
              movement,
              Optional.ofNullable(clickMillis).map(Duration::ofMillis),
              inProcess,
              nodes);
      checkReportFile();
    } catch (IllegalArgumentException e) {
      return complain(e.getMessage());
    }
    out.printf(
        "client date %s, %d players with a proxy (%s), %d without%n",
        options.version(),
        players,
        options.processes() ? "a process each" : "all in one process",
        unproxied);
    out.printf("%d s, %d ms to the server, --seed %d%n", seconds, latencyMillis, options.seed());
    Programs programs = started.programs();
    DemoReport report = Demo.run(options, programs, out);
    if (reportFile != null) {
      Files.writeString(reportFile, report.toJson() + "\n", StandardCharsets.UTF_8);
    }
    if (report.passed()) {
      out.println("All was well.");
      return 0;
    }
    err.println("demo: " + String.join("; ", report.failures()));
    return OneSentence.FAILED;
  }

  /** Before a minute is played for a report that can't be written. */
  private void checkReportFile() {
    if (reportFile == null) {
      return;
    }
    try {
      new FileOutputStream(reportFile.toFile(), true).close();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--report " + reportFile + " can't be written: choose another file", e);
    }
  }

  private int complain(String sentence) {
    err.println("demo: " + sentence);
    return OneSentence.USAGE;
  }

  private static final class MovementConverter implements CommandLine.ITypeConverter<Movement> {
    @Override
    public Movement convert(String text) {
      for (Movement policy : Movement.values()) {
        if (policy.name().toLowerCase(Locale.ROOT).equals(text)) {
          return policy;
        }
      }
      throw new TypeConversionException(
          "'" + text + "' is no policy for walks: use mirror or offload");
    }
  }

  private static final class FaultsConverter implements CommandLine.ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (!text.equals("none") && !text.equals("all")) {
        throw new TypeConversionException("'" + text + "' are no faults: use none or all");
      }
      return text;
    }
  }
}
