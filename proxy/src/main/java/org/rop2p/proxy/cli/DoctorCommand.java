package org.rop2p.proxy.cli;

import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.detect.DateChoice;
import org.rop2p.proxy.config.ConfigFile;
import org.rop2p.proxy.config.Home;
import org.rop2p.proxy.config.HostPort;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.doctor.Diagnosis;
import org.rop2p.proxy.doctor.Doctor;
import org.rop2p.proxy.doctor.Patient;
import org.rop2p.proxy.doctor.Verdict;
import org.rop2p.proxy.logging.Logging;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ro-p2p doctor}: why playing does not work, or not well, and what to do about it. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Look at everything that playing needs, within ten seconds, and say what to do about what is"
          + " wrong. Takes the options of play. Exit code 1 when the game cannot be played; 0 when"
          + " it can, links to other players or not."
    })
final class DoctorCommand implements Callable<Integer> {
  private static final int STUN_PORT = 3478;

  @Spec private CommandSpec spec;

  @Option(
      names = "--server",
      paramLabel = "HOST[:6900]",
      description = "The login server (default: the one that the coordinator names).")
  private String server;

  @Option(
      names = "--listen",
      paramLabel = "HOST[:6900]",
      description = "Where the client connects (default 127.0.0.1:6900).")
  private String listen;

  @Option(
      names = "--coordinator",
      paramLabel = "URL,…",
      split = ",",
      description = "REST address of the coordinator, http(s)://HOST:8001/api/v1.")
  private List<String> coordinator;

  @Option(
      names = "--allow-plain-http",
      description = "Ask a coordinator on another machine by http:// too.")
  private boolean allowPlainHttp;

  @Option(
      names = "--stun",
      paramLabel = "HOST[:3478]",
      split = ",",
      description = "STUN servers, in addition to those the coordinator names.")
  private List<String> stun;

  @Option(
      names = "--packetver",
      paramLabel = "YYYYMMDD[:main|re|zero]",
      description = "Client date, as for play.")
  private String packetVersion;

  @Option(names = "--config", paramLabel = "FILE", description = "p2p_config.json, as for play.")
  private Path config;

  @Option(names = "--json", description = "Print one JSON object, for programs.")
  private boolean json;

  @Override
  public Integer call() {
    Logging.silence();
    Path path = config == null ? Home.foundConfigFile().orElse(null) : config;
    ConfigFile file = path == null ? ConfigFile.none() : ConfigFile.read(path);
    ProxyConfig merged = merge(file.toProxyConfig(ProxyConfig.defaults()));
    Diagnosis diagnosis = Doctor.examine(Patient.of(merged, RootCommand.version(spec)));
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        json
            ? diagnosis.toJson().toPrettyString() + System.lineSeparator()
            : DoctorPrint.of(diagnosis, Colours.wanted()));
    out.flush();
    return diagnosis.verdict() == Verdict.BAD ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private ProxyConfig merge(ProxyConfig base) {
    try {
      ProxyConfig merged = base;
      if (server != null) {
        merged = merged.withServer(HostPort.parse(server, ProxyConfig.LOGIN_PORT));
      }
      if (listen != null) {
        merged = merged.withListen(HostPort.listen(listen));
      }
      if (packetVersion != null) {
        // One whose packets are not known is for the doctor to speak of.
        merged =
            merged.withPacketVersion(
                packetVersion.equalsIgnoreCase("auto")
                    ? DateChoice.AUTO
                    : DateChoice.of(PacketVersion.parse(packetVersion)));
      }
      if (coordinator != null) {
        merged =
            merged.withCoordinators(
                coordinator.stream().map(url -> ConfigFile.httpUri("--coordinator", url)).toList());
      }
      if (allowPlainHttp) {
        merged = merged.withP2p(p2p -> p2p.security = p2p.security.withPlainHttp(true));
      }
      if (stun != null) {
        List<InetSocketAddress> servers = new ArrayList<>(merged.p2p().stunServers());
        stun.forEach(s -> servers.add(HostPort.parse(s, STUN_PORT)));
        merged = merged.withStunServers(servers);
      }
      return merged;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
