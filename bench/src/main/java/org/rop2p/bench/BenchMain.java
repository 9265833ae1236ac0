package org.rop2p.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.PrintStream;
import org.rop2p.bench.coordinator.CoordinatorCommand;
import org.rop2p.bench.flood.FloodCommand;
import org.rop2p.bench.footprint.FootprintCommand;
import org.rop2p.bench.frames.FramesCommand;
import org.rop2p.bench.lanes.LanesCommand;
import org.rop2p.bench.peers.PeersCommand;
import org.rop2p.bench.relay.RelayCommand;
import org.rop2p.bench.transport.TransportCommand;
import org.rop2p.testbed.OneSentence;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code scripts/bench}. */
@Command(name = "bench", description = "Measures a part of ro-p2p against an opponent, in one run.")
public final class BenchMain {
  @Option(names = "--help", usageHelp = true, description = "Shows this.")
  @SuppressWarnings("UnusedVariable") // picocli reads the annotation
  private boolean help;

  private BenchMain() {}

  public static void main(String[] args) {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    System.exit(run(System.out, System.err, args));
  }

  /** Everything but the end of the JVM. */
  static int run(PrintStream out, PrintStream err, String... args) {
    CommandLine command =
        new CommandLine(new BenchMain())
            .addSubcommand(new RelayCommand(out))
            .addSubcommand(new FramesCommand(out))
            .addSubcommand(new FloodCommand(out))
            .addSubcommand(new LanesCommand(out))
            .addSubcommand(new PeersCommand(out))
            .addSubcommand(new TransportCommand(out))
            .addSubcommand(new CoordinatorCommand(out))
            .addSubcommand(new FootprintCommand(out));
    return OneSentence.run(
        "bench", command, out, err, args.length == 0 ? new String[] {"--help"} : args);
  }
}
