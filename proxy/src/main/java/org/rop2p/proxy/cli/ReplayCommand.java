package org.rop2p.proxy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.proxy.RoProxy;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.replay.CutMode;
import org.rop2p.proxy.replay.Recording;
import org.rop2p.proxy.replay.Replay;
import org.rop2p.proxy.replay.ReplayReport;
import org.rop2p.proxy.replay.ReplayServer;
import org.rop2p.proxy.replay.UnusableRecordingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ro-p2p replay}: plays what {@code play --record} has recorded. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Play every connection of a recorded session through a proxy of this process and check that"
          + " every byte arrives unchanged, rewritten addresses apart.",
      "The last line of output is JSON. Exit: 0 all arrived, 1 something did not, 2 usage."
    })
final class ReplayCommand implements Callable<Integer> {
  private static final int FAILED = 1;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "DIR", description = "Folder that play --record has made.")
  private Path folder;

  @Option(
      names = "--cut",
      paramLabel = "recorded|bytes|coalesced|random",
      defaultValue = "RECORDED",
      description = "How both sides cut their bytes into writes (default: recorded).")
  private CutMode cut;

  @Option(
      names = "--packetver",
      paramLabel = "YYYYMMDD[:main|re|zero]",
      description = "Client date (default: what the recording says, else 20211103).")
  private String packetVersion;

  @Option(
      names = "--timeout",
      paramLabel = "S",
      defaultValue = "120",
      description = "Seconds for the session (default: ${DEFAULT-VALUE}).")
  private int timeoutSeconds;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    ReplayReport report;
    try {
      report = play(Recording.load(folder), version(), out);
    } catch (UnusableRecordingException | IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (IOException e) {
      report = ReplayReport.failed(e.getMessage());
    }
    report.mismatch().ifPresent(text -> out.println("MISMATCH " + text));
    if (report.blind() > 0) {
      out.printf("The proxy gave up reading %d time(s).%n", report.blind());
    }
    out.println(ReplayReport.json(List.of(report)));
    out.flush();
    return report.passed() ? 0 : FAILED;
  }

  private ReplayReport play(Recording recording, PacketVersion version, PrintWriter out)
      throws IOException, InterruptedException {
    Protocol protocol = Protocol.of(version);
    try (ReplayServer server = ReplayServer.open(recording, protocol);
        RoProxy proxy =
            RoProxy.start(
                ProxyConfig.defaults()
                    .withServer(server.login())
                    .withListen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .withPacketVersion(protocol.version()))) {
      ReplayReport report =
          new Replay(
                  recording,
                  protocol,
                  server,
                  proxy.listenAddress(),
                  cut,
                  new Random(),
                  Duration.ofSeconds(timeoutSeconds),
                  () -> {},
                  line -> out.println("  " + line))
              .run();
      return report.withBlind((int) proxy.stats().relayed().blind());
    }
  }

  private PacketVersion version() throws UnusableRecordingException {
    return packetVersion != null
        ? PacketVersion.parse(packetVersion)
        : Recording.packetVersion(folder).orElse(PacketVersion.DEFAULT);
  }
}
