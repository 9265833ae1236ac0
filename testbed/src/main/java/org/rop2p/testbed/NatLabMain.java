package org.rop2p.testbed;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.rop2p.testbed.natlab.LabReport;
import org.rop2p.testbed.natlab.LabSettings;
import org.rop2p.testbed.natlab.NatLab;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The judge of {@code scripts/natlab}, which builds the namespaces and starts it in one. */
@Command(
    name = "natlab",
    sortOptions = false,
    description = {
      "Links real peers through the NATs of a lab that is there already, and judges each pair.",
      "Exit: 0 all did what is expected, 1 something did not, 2 usage."
    })
public final class NatLabMain implements Callable<Integer> {
  @Option(
      names = "--lab",
      paramLabel = "PREFIX",
      required = true,
      description = "What the names of the lab's namespaces begin with.")
  private String prefix;

  @Option(
      names = "--stun",
      paramLabel = "IP:PORT,IP:PORT",
      required = true,
      description = "Where to serve STUN, in the namespace this is started in.")
  private String stunServers;

  @Option(
      names = "--turn",
      paramLabel = "IP:PORT",
      required = true,
      description = "Where to serve TURN, with coturn, in the namespace this is started in.")
  private String turnServer;

  @Option(
      names = "--faults-with",
      paramLabel = "PROGRAM",
      required = true,
      description =
          "What breaks or watches the surroundings of a host: PROGRAM PREFIX WHAT KIND-SIDE.")
  private Path faults;

  @Option(
      names = "--work",
      paramLabel = "FOLDER",
      required = true,
      description = "Where servers have their files; it is there already.")
  private Path work;

  @Option(names = "--quick", description = "A few pairs and no faults.")
  private boolean quick;

  @Option(names = "--report", paramLabel = "FILE", description = "Where to write the JSON report.")
  private Path reportFile;

  @Mixin private StartedPrograms started;

  @Option(names = "--help", usageHelp = true, description = "Shows this.")
  @SuppressWarnings("UnusedVariable") // picocli reads the annotation
  private boolean help;

  private final PrintStream out;
  private final PrintStream err;

  private NatLabMain(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] args) {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    System.exit(run(System.out, System.err, args));
  }

  /** Everything but the end of the JVM. */
  static int run(PrintStream out, PrintStream err, String... args) {
    return OneSentence.run("natlab", new CommandLine(new NatLabMain(out, err)), out, err, args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (reportFile != null) {
      try {
        new FileOutputStream(reportFile.toFile(), true).close();
      } catch (IOException e) {
        err.println("natlab: --report " + reportFile + " can't be written: choose another file");
        return OneSentence.USAGE;
      }
    }
    LabReport report =
        NatLab.run(
            LabSettings.of(prefix, stunServers, turnServer, faults, work),
            started.programs(),
            quick,
            out);
    if (reportFile != null) {
      Files.writeString(reportFile, report.toJson() + "\n", StandardCharsets.UTF_8);
    }
    if (report.ok()) {
      out.println("All did what is expected of them.");
      return 0;
    }
    err.println("natlab: " + String.join("; ", report.failures()));
    return OneSentence.FAILED;
  }
}
