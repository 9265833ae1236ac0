package org.rop2p.proxy.cli;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.rop2p.proxy.config.ConfigFile;
import org.rop2p.proxy.config.Home;
import org.rop2p.proxy.config.HostPort;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.setup.ClientFolder;
import org.rop2p.proxy.setup.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ro-p2p setup-client}: points the client at the proxy, and back. */
@Command(
    name = "setup-client",
    mixinStandardHelpOptions = true,
    description = {
      "Point the game at the proxy: in clientinfo.xml or sclientinfo.xml of its folder, with a copy"
          + " of the file as it was. Where the file is inside a GRF a copy of it is put into the"
          + " folder data. Exit code 1 when that is not possible."
    })
final class SetupClientCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The folder in which the game's program is.")
  private String folder;

  @Option(names = "--undo", description = "Put the file back as it was, byte for byte.")
  private boolean undo;

  @Option(
      names = "--listen",
      paramLabel = "HOST[:6900]",
      description =
          "Where the proxy listens (default: listen.address of the configuration, else"
              + " 127.0.0.1:6900).")
  private String listen;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "p2p_config.json (default: conf/p2p_config.json in this program's folder, if it is"
              + " there).")
  private Path config;

  @Override
  public Integer call() {
    Path path = config == null ? Home.foundConfigFile().orElse(null) : config;
    ConfigFile file = path == null ? ConfigFile.none() : ConfigFile.read(path);
    ProxyConfig read = file.toProxyConfig(ProxyConfig.defaults());
    InetSocketAddress server =
        read.server() == null ? file.lastNamed().server().orElse(null) : read.server();
    Outcome outcome =
        undo
            ? ClientFolder.undo(folder, listenAddress(read))
            : ClientFolder.point(folder, listenAddress(read), server);
    if (outcome.ok()) {
      spec.commandLine().getOut().println(outcome.sentence());
      spec.commandLine().getOut().flush();
      return ExitCode.OK;
    }
    spec.commandLine().getErr().println("ro-p2p: " + outcome.sentence());
    spec.commandLine().getErr().flush();
    return ExitCode.SOFTWARE;
  }

  private InetSocketAddress listenAddress(ProxyConfig read) {
    try {
      return listen == null ? read.listen() : HostPort.listen(listen);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
