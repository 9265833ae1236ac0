package org.rop2p.proxy.cli;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.rop2p.codec.detect.DateChoice;
import org.rop2p.proxy.config.ConfigFile;
import org.rop2p.proxy.config.Home;
import org.rop2p.proxy.config.HostPort;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.names.ServerUrl;
import picocli.CommandLine.Option;

/** Where one plays: what playing and its doctor have to be told alike. */
final class WhereOptions {
  @Option(
      names = "--server",
      paramLabel = "HOST[:6900]",
      description =
          "The login server to play on (default: server.address of the configuration, else what the"
              + " coordinator says).")
  private String server;

  @Option(
      names = "--listen",
      paramLabel = "HOST[:6900]",
      description = "Where the client connects (default 127.0.0.1:6900; port 0: any free port).")
  private String listen;

  @Option(
      names = "--coordinator",
      paramLabel = "URL,…",
      split = ",",
      description =
          "REST address of the coordinator, http(s)://HOST:8001/api/v1; those after the first are"
              + " tried when it does not answer.")
  private List<String> coordinator;

  @Option(
      names = "--allow-plain-http",
      description =
          "Send tokens to a coordinator on another machine by http:// too: only in a network that"
              + " nobody else reads.")
  private boolean allowPlainHttp;

  @Option(
      names = "--stun",
      paramLabel = "HOST[:3478]",
      split = ",",
      description = "STUN servers, in addition to those the coordinator names.")
  private List<String> stun;

  @Option(
      names = "--packetver",
      paramLabel = "auto|YYYYMMDD[:main|re|zero]",
      description =
          "Client date; auto (default) finds those since 2018-03 by what connections look like; a"
              + " branch left out is the one rAthena's own rule gives.")
  private String packetVersion;

  @Option(
      names = "--page",
      paramLabel = "PORT|off",
      description =
          "Where the page of the proxy is, on 127.0.0.1 (default 6980; 0: any free port).")
  private String page;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "p2p_config.json; flags given here override it (default: conf/p2p_config.json in this"
              + " program's folder, if it is there).")
  private Path config;

  private static final int MAX_PORT = 65_535;

  /** The configuration that is read, named or found; empty if there is none. */
  Optional<Path> path() {
    return config == null ? Home.foundConfigFile() : Optional.of(config);
  }

  /** The configuration that was named, which may not be there; empty if none was. */
  Optional<Path> named() {
    return Optional.ofNullable(config);
  }

  boolean namesCoordinator() {
    return coordinator != null;
  }

  boolean namesListen() {
    return listen != null;
  }

  boolean allowsPlainHttp() {
    return allowPlainHttp;
  }

  /** Whether a client date is given here; empty if nothing is said of it. */
  Optional<Boolean> namesDate() {
    return Optional.ofNullable(packetVersion).map(text -> !text.equalsIgnoreCase("auto"));
  }

  /**
   * What is said here on top of {@code base}.
   *
   * @param dates reads a client date
   * @throws IllegalArgumentException with a sentence when something cannot be read
   */
  ProxyConfig over(ProxyConfig base, Function<String, DateChoice> dates) {
    ProxyConfig merged = base;
    if (server != null) {
      merged = merged.withServer(HostPort.parse(server, ProxyConfig.LOGIN_PORT));
    }
    if (listen != null) {
      merged = merged.withListen(HostPort.listen(listen));
    }
    if (packetVersion != null) {
      merged = merged.withPacketVersion(dates.apply(packetVersion));
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
      stun.forEach(s -> servers.add(HostPort.parse(s, ServerUrl.PORT)));
      merged = merged.withStunServers(servers);
    }
    if (page != null) {
      merged = merged.withDisplay(merged.display().withPage(page(page)));
    }
    return merged;
  }

  private static ProxyConfig.Page page(String text) {
    if (text.equalsIgnoreCase("off")) {
      return new ProxyConfig.Page(false, 0);
    }
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > MAX_PORT) {
      throw new IllegalArgumentException(
          "--page is '%s': write off or a port, 0 to %d".formatted(text, MAX_PORT));
    }
    return new ProxyConfig.Page(true, Integer.parseInt(text));
  }
}
