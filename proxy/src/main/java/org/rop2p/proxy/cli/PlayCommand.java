package org.rop2p.proxy.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.rop2p.codec.detect.DateChoice;
import org.rop2p.codec.obfuscation.KeyChoice;
import org.rop2p.proxy.RoProxy;
import org.rop2p.proxy.app.OpenPage;
import org.rop2p.proxy.app.Program;
import org.rop2p.proxy.config.ConfigFile;
import org.rop2p.proxy.config.Home;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.config.ProxyConfig.Movement;
import org.rop2p.proxy.config.ProxyConfig.Privacy;
import org.rop2p.proxy.config.ProxyStartException;
import org.rop2p.proxy.evidence.EvidenceFile;
import org.rop2p.proxy.logging.Logging;
import org.rop2p.proxy.setup.CoordinatorsWord;
import org.rop2p.proxy.setup.FirstRun;
import org.rop2p.proxy.setup.Outcome;
import org.rop2p.proxy.setup.ServerAddress;
import org.rop2p.proxy.stats.StatsFile;
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

  @Option(
      names = "--join",
      paramLabel = "URL",
      description =
          "Ask that coordinator for the game server and all else, keep it in the configuration, and"
              + " play; from then on ro-p2p play suffices.")
  private String join;

  @Option(
      names = "--no-p2p",
      description = "Only relay: no socket, no coordinator, no links, whatever else is set.")
  private boolean noP2p;

  @Option(
      names = "--zones",
      paramLabel = "MAP,…",
      split = ",",
      description = "Maps on which to talk to nearby players directly (default: all allowed).")
  private List<String> zones;

  @Option(
      names = "--movement",
      paramLabel = "server|mirror|offload",
      description =
          "The widest way of walks: to the server only, also to nearby players, or as wide as the"
              + " zone allows (default offload).")
  private Movement movement;

  @Option(
      names = "--privacy",
      paramLabel = "direct|relay",
      description =
          "direct: players near by get to know your IP address, as you theirs. relay: they do not;"
              + " links go through a TURN server of the coordinator or not at all (default direct).")
  private Privacy privacy;

  @Option(
      names = "--port-mapping",
      paramLabel = "on|off",
      description =
          "Whether to ask your router to let players near by in, by PCP, NAT-PMP or UPnP (default"
              + " on; never with --privacy relay or --loopback-links).")
  private Switch portMapping;

  @Option(
      names = "--nat-probing",
      paramLabel = "on|off",
      description =
          "Whether to look for a peer behind a symmetric NAT by trying its ports where nothing else"
              + " links you, at most once in ten minutes (default on; never with --privacy relay).")
  private Switch natProbing;

  @Option(
      names = "--loopback-links",
      description = "Offer 127.0.0.1 to peers too: several players on one machine.")
  private boolean loopbackLinks;

  @Option(
      names = "--keys",
      paramLabel = "auto|off|K1,K2,K3",
      description =
          "Keys of clients that obfuscate packet ids, 2010 to 2018 (default auto: those of the"
              + " client date, if the first packet uses them).")
  private String keys;

  @Option(
      names = "--stats",
      paramLabel = "FILE",
      description = "Append what the proxy counts to FILE, a line of JSON each second.")
  private Path stats;

  @Option(
      names = "--evidence",
      paramLabel = "FILE",
      description =
          "Keep the last 100 lines of chat that players signed and you saw in FILE, for a"
              + " moderator; ro-p2p verify-evidence checks them.")
  private Path evidence;

  @Option(
      names = "--record",
      paramLabel = "DIR",
      description =
          "Record all connections in DIR, without passwords and tokens, for ro-p2p replay; at most"
              + " 200 MiB.")
  private Path recording;

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

  /** Of a setting that is on by default. */
  enum Switch {
    ON,
    OFF
  }

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
      record(proxy);
      EvidenceFile lines = keepEvidence(proxy);
      StatsFile statistics =
          stats == null ? null : StatsFile.open(stats, proxy::stats, Clock.systemUTC());
      OpenPage shown = show(proxy, checked);
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> close(proxy, statistics, lines, shown), "shutdown"));
    } catch (RuntimeException e) {
      Logging.finish();
      throw e;
    }
    waitForever();
  }

  /** A page that cannot be had keeps nobody from playing. */
  private OpenPage show(RoProxy proxy, ProxyConfig played) {
    ProxyConfig.Page wanted = played.display().page();
    if (!wanted.enabled()) {
      return null;
    }
    try {
      Program program =
          Program.playing(proxy, played, RootCommand.version(spec), firstRun(), Clock.systemUTC());
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
    if (noP2p || where.namesCoordinator()) {
      throw new ParameterException(
          spec.commandLine(),
          "--join and %s contradict each other: leave one out"
              .formatted(noP2p ? "--no-p2p" : "--coordinator"));
    }
    if (!(ServerAddress.of(join) instanceof ServerAddress.Coordinator)) {
      throw new ParameterException(spec.commandLine(), notToJoin());
    }
    Outcome joined = firstRun().join(join, where.allowsPlainHttp());
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

  /** Who wants a recording that cannot be made is told before he plays. */
  private void record(RoProxy proxy) {
    if (recording != null) {
      try {
        proxy.record(recording);
      } catch (ProxyStartException e) {
        proxy.close();
        throw e;
      }
    }
  }

  /** A file that is something else must not be overwritten; the proxy is not started then. */
  private EvidenceFile keepEvidence(RoProxy proxy) {
    if (evidence == null) {
      return null;
    }
    try {
      return EvidenceFile.open(evidence, proxy.evidence());
    } catch (IllegalArgumentException e) {
      proxy.close();
      throw new ProxyStartException(e.getMessage(), e);
    }
  }

  private static void close(
      RoProxy proxy, StatsFile statistics, EvidenceFile lines, OpenPage shown) {
    if (shown != null) {
      shown.close();
    }
    if (statistics != null) {
      statistics.close();
    }
    proxy.close();
    if (lines != null) {
      lines.close();
    }
    Logging.finish();
  }

  private ProxyConfig merge(ProxyConfig base) {
    try {
      ProxyConfig merged = where.over(base, DateChoice::parse);
      if (noP2p) {
        merged = merged.withP2p(p2p -> p2p.allowed = false);
      }
      if (words != null) {
        ProxyConfig.Words said =
            new ProxyConfig.Words(words == Switch.ON, merged.display().words().command());
        merged = merged.withDisplay(merged.display().withWords(said));
      }
      if (keys != null) {
        merged = merged.withKeys(KeyChoice.parse(keys));
      }
      if (zones != null) {
        merged = merged.withZones(zones.stream().map(ConfigFile::zone).toList());
      }
      if (movement != null) {
        merged = merged.withP2p(p2p -> p2p.movement = movement);
      }
      if (privacy != null) {
        merged = merged.withP2p(p2p -> p2p.reach = p2p.reach.withPrivacy(privacy));
      }
      if (portMapping != null) {
        boolean on = portMapping == Switch.ON;
        merged = merged.withP2p(p2p -> p2p.reach = p2p.reach.withPortMapping(on));
      }
      if (natProbing != null) {
        boolean on = natProbing == Switch.ON;
        merged = merged.withP2p(p2p -> p2p.reach = p2p.reach.withProbing(on));
      }
      return loopbackLinks ? merged.withLoopbackCandidates(true) : merged;
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
