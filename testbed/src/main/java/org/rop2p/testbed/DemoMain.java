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
import java.util.Random;
import java.util.concurrent.Callable;
import org.rop2p.codec.PacketVersion;
import org.rop2p.testbed.demo.Demo;
import org.rop2p.testbed.demo.DemoOptions;
import org.rop2p.testbed.demo.DemoReport;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code scripts/demo}: players, proxies and servers in one process, and what their screens saw.
 */
@Command(
    name = "demo",
    sortOptions = false,
    description = {
      "Starts a stand-in game server, a STUN server, a coordinator and players, each with a proxy of"
          + " its own or without one. They walk, talk, show emotes and speak to an NPC; afterwards"
          + " every screen is compared with what the server's rules say it should have shown.",
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
      names = "--latency",
      paramLabel = "MS",
      defaultValue = "80",
      description = "One way between each client and the server (default: ${DEFAULT-VALUE}).")
  private int latencyMillis;

  @Option(names = "--report", paramLabel = "FILE", description = "Where to write the JSON report.")
  private Path reportFile;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of what the players do (default: a new one, printed).")
  private Long seed;

  @Option(names = "--cut-link", description = "Cuts one peer link at half time.")
  private boolean cutLink;

  @Option(names = "--kill-coordinator", description = "Ends the coordinator at half time.")
  private boolean killCoordinator;

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
              seed != null ? seed : new Random().nextLong(),
              cutLink,
              killCoordinator);
      checkReportFile();
    } catch (IllegalArgumentException e) {
      return complain(e.getMessage());
    }
    out.printf(
        "client date %s, %d players with a proxy, %d without, %d s, %d ms to the server, --seed %d%n",
        options.version(), players, unproxied, seconds, latencyMillis, options.seed());
    DemoReport report = Demo.run(options, out);
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
}
