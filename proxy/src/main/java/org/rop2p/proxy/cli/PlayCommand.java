package org.rop2p.proxy.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.rop2p.codec.detect.DateChoice;
import org.rop2p.codec.obfuscation.KeyChoice;
import org.rop2p.proxy.RoProxy;
import org.rop2p.proxy.app.OpenPage;
import org.rop2p.proxy.app.Program;
import org.rop2p.proxy.classes.ClassArchive;
import org.rop2p.proxy.config.ConfigFile;
import org.rop2p.proxy.config.Home;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.config.ProxyStartException;
import org.rop2p.proxy.logging.Logging;
import org.rop2p.proxy.setup.CoordinatorsWord;
import org.rop2p.proxy.setup.FirstRun;
import org.rop2p.proxy.setup.Outcome;
import org.rop2p.proxy.setup.ServerAddress;
import org.rop2p.transport.DatagramFilter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ro-p2p play}: runs the proxy until it is stopped. */
@Command(
    name = "play",
    mixinStandardHelpOptions = true,
    description = "Play through the proxy: point the client at the listen address.")
final class PlayCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Mixin private WhereOptions where;

  @Mixin private P2pOptions p2p;

  @Mixin private KeptFiles files;

  @Option(
      names = "--join",
      paramLabel = "URL",
      description =
          "Ask that coordinator for the game server and all else, keep it in the configuration, and"
              + " play; from then on ro-p2p play suffices.")
  private String join;

  @Option(
      names = "--keys",
      paramLabel = "auto|off|K1,K2,K3",
      description =
          "Keys of clients that obfuscate packet ids, 2010 to 2018 (default auto: those of the"
              + " client date, if the first packet uses them).")
  private String keys;

  @Option(
      names = "--words",
      paramLabel = "on|off",
      description =
          "Whether you are told in the game, you alone, when P2P comes and goes (default on).")
  private Switch words;

  @Option(
      names = "--skip-server-check",
      description = "Start even if the server does not answer yet.")
  private boolean skipServerCheck;

  private final DatagramFilter filter;

  PlayCommand(DatagramFilter filter) {
    this.filter = filter;
  }

  @Override
  public void run() {
    Path path = where.path().orElse(null);
    Outcome joined = join == null ? null : join();
    if (joined != null) {
      path = firstRun().configFile();
    }
    ConfigFile file = path == null ? ConfigFile.none() : ConfigFile.read(path);
    ProxyConfig merged = merge(file.toProxyConfig(ProxyConfig.defaults()));
    if (merged.server() == null && !merged.p2p().enabled() && file.lastNamed().server().isEmpty()) {
      throw new ParameterException(spec.commandLine(), CoordinatorsWord.NO_SERVER);
    }
    Logging.configure(file.logging());
    try {
      if (joined != null) {
        Logging.info(joined.sentence());
      }
      file.warnings().forEach(Logging::warn);
      boolean dateGiven = where.namesDate().orElseGet(file::namesClientDate);
      ProxyConfig checked =
          RoProxy.checked(CoordinatorsWord.complete(merged, file, path, dateGiven));
      if (!skipServerCheck) {
        ServerCheck.reach(checked.server());
      }
      RoProxy proxy = RoProxy.start(checked, filter, Program.words(checked));
      files.open(proxy);
      OpenPage shown = show(proxy, checked, file.warnings());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(proxy, shown), "shutdown"));
      ClassArchive.makeSoon(Rehearsal.class.getName());
    } catch (RuntimeException e) {
      Logging.finish();
      throw e;
    }
    waitForever();
  }

  /** A page that cannot be had keeps nobody from playing. */
  private OpenPage show(RoProxy proxy, ProxyConfig played, List<String> slips) {
    ProxyConfig.Page wanted = played.display().page();
    if (!wanted.enabled()) {
      return null;
    }
    try {
      Program program =
          Program.playing(
              proxy, played, slips, RootCommand.version(spec), firstRun(), Clock.systemUTC());
      OpenPage opened = OpenPage.of(program, wanted.port());
      Logging.info("The page of this proxy is at " + opened.url());
      return opened;
    } catch (IOException e) {
      Logging.info(
          "No page of this proxy: port %d is in use; choose another with --page PORT"
              .formatted(wanted.port()));
      return null;
    }
  }

  private FirstRun firstRun() {
    FirstRun here = FirstRun.in(Home.folder());
    return where.named().map(here::with).orElse(here);
  }

  private Outcome join() {
    if (p2p.isOff() || where.namesCoordinator()) {
      throw new ParameterException(
          spec.commandLine(),
          "--join and %s contradict each other: leave one out"
              .formatted(p2p.isOff() ? "--no-p2p" : "--coordinator"));
    }
    if (!(ServerAddress.of(join) instanceof ServerAddress.Coordinator)) {
      throw new ParameterException(spec.commandLine(), notToJoin());
    }
    Optional<InetSocketAddress> listen =
        where.namesListen()
            ? Optional.of(merge(ProxyConfig.defaults()).listen())
            : Optional.empty();
    Outcome joined = firstRun().join(join, where.allowsPlainHttp(), listen);
    if (!joined.ok()) {
      throw new ProxyStartException(joined.sentence());
    }
    return joined;
  }

  private String notToJoin() {
    return ServerAddress.of(join) instanceof ServerAddress.Unusable unusable
        ? unusable.sentence()
        : "--join takes the https:// address of a coordinator; to play on %s alone write --server %s"
            .formatted(join, join);
  }

  private void close(RoProxy proxy, OpenPage shown) {
    if (shown != null) {
      shown.close();
    }
    files.close(proxy);
    Logging.finish();
  }

  private ProxyConfig merge(ProxyConfig base) {
    try {
      ProxyConfig merged = where.over(base, DateChoice::parse);
      if (words != null) {
        ProxyConfig.Words said =
            new ProxyConfig.Words(words == Switch.ON, merged.display().words().command());
        merged = merged.withDisplay(merged.display().withWords(said));
      }
      if (keys != null) {
        merged = merged.withKeys(KeyChoice.parse(keys));
      }
      return p2p.over(merged);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** Until the process ends, or the thread is interrupted. */
  static void waitForever() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
