package org.rop2p.proxy.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.rop2p.proxy.RoProxy;
import org.rop2p.proxy.config.ConfigFile;
import org.rop2p.proxy.config.ConfigProblem;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.config.ProxyConfig.Privacy;
import org.rop2p.proxy.config.ProxyStartException;
import org.rop2p.proxy.doctor.Doctor;
import org.rop2p.proxy.doctor.Patient;
import org.rop2p.proxy.logging.Logging;
import org.rop2p.proxy.relay.Listeners;
import org.rop2p.proxy.setup.CoordinatorsWord;
import org.rop2p.proxy.setup.FirstRun;
import org.rop2p.proxy.setup.Outcome;
import org.rop2p.proxy.status.Happening;
import org.rop2p.proxy.status.Recent;
import org.rop2p.proxy.web.Page;
import org.rop2p.proxy.words.WordsSettings;
import org.rop2p.transport.DatagramFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the page is of: a proxy that plays, or the first run that comes before it. Thread-safe; what
 * the page asks for may block for seconds.
 */
public final class Program implements Page, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Program.class);

  private final String version;
  private final FirstRun firstRun;

  /** Null: the proxy is not ours to start. */
  private final DatagramFilter filter;

  private final Clock clock;
  private volatile String problem = "";
  private volatile View view;

  private Program(String version, FirstRun firstRun, DatagramFilter filter, Clock clock) {
    this.version = version;
    this.firstRun = firstRun;
    this.filter = filter;
    this.clock = clock;
    this.view =
        new View(
            null, ProxyConfig.defaults(), List.of(), new Recent(Charset.forName("windows-1252")));
  }

  /**
   * Nothing plays yet.
   *
   * @param filter sees every datagram to and from peers
   */
  public static Program idle(
      String version, FirstRun firstRun, DatagramFilter filter, Clock clock) {
    return new Program(version, firstRun, filter, clock);
  }

  /** A proxy that was started elsewhere plays; it is closed elsewhere, too. */
  public static Program playing(
      RoProxy proxy, ProxyConfig config, String version, FirstRun firstRun, Clock clock) {
    return playing(proxy, config, List.of(), version, firstRun, clock);
  }

  /**
   * As above.
   *
   * @param slips in its configuration, a sentence each
   */
  public static Program playing(
      RoProxy proxy,
      ProxyConfig config,
      List<String> slips,
      String version,
      FirstRun firstRun,
      Clock clock) {
    Program program = new Program(version, firstRun, null, clock);
    program.now(proxy, config, slips);
    return program;
  }

  /**
   * Plays if a configuration is there that is enough for it; what is wrong with one is on the page.
   */
  public synchronized void begin() {
    Path path = firstRun.configFile();
    try {
      if (Files.exists(path)) {
        ConfigFile file = ConfigFile.read(path);
        var unusedConfig = file.toProxyConfig(ProxyConfig.defaults());
        var unusedLogging = file.logging();
      }
    } catch (ConfigProblem e) {
      problem = Answers.sentence(e.getMessage());
      log.warn("{}", problem);
      return;
    }
    if (firstRun.known().complete()) {
      var unused = play();
    }
  }

  /** Plays by the configuration that is there; why it does not is on the page. */
  public synchronized Outcome play() {
    Path path = firstRun.configFile();
    try {
      ConfigFile file = ConfigFile.read(path);
      ProxyConfig merged = file.toProxyConfig(ProxyConfig.defaults());
      var unusedLogging = file.logging(); // what is not read counts as a slip
      List<String> slips = file.warnings();
      slips.forEach(Logging::warn);
      ProxyConfig config =
          RoProxy.checked(CoordinatorsWord.complete(merged, file, path, file.namesClientDate()));
      closePlayed();
      RoProxy proxy = RoProxy.start(config, filter, words(config));
      problem = "";
      now(proxy, config, slips);
      return new Outcome(
          true,
          "Now start your game: it goes to %s through this program."
              .formatted(Listeners.text(config.server())));
    } catch (ConfigProblem | ProxyStartException e) {
      problem = Answers.sentence(e.getMessage());
      log.warn("{}", problem);
      return new Outcome(false, problem);
    }
  }

  /** The proxy that plays, if any. */
  public Optional<RoProxy> proxy() {
    return Optional.ofNullable(view.proxy());
  }

  /** Looks at what has happened; to be called about every second. */
  public void look() {
    View current = view;
    if (current.proxy() != null) {
      current.recent().look(current.proxy().characters(), clock.millis());
    }
  }

  @Override
  public String state() {
    return view.status(version, clock.millis(), problem).toJson();
  }

  @Override
  public String look(String what) throws NoSuchActionException {
    if (!what.equals("setup")) {
      throw new NoSuchActionException();
    }
    return Answers.known(firstRun.known());
  }

  @Override
  public String metrics() {
    RoProxy proxy = view.proxy();
    return proxy == null ? "" : proxy.metrics();
  }

  @Override
  public String act(String action, JsonNode wish) throws NoSuchActionException {
    return switch (action) {
      case "switch" -> Answers.sentence(change(wish));
      case "doctor" -> Doctor.examine(patient()).toJson().toString();
      case "setup/check" ->
          Answers.checked(
              firstRun.check(Answers.text(wish, "address"), Answers.text(wish, "folder")));
      case "setup/start" -> Answers.outcome(start(wish));
      case "setup/undo" -> Answers.outcome(firstRun.undo());
      default -> throw new NoSuchActionException();
    };
  }

  @Override
  public synchronized void close() {
    closePlayed();
  }

  private synchronized Outcome start(JsonNode wish) {
    if (filter == null) {
      return new Outcome(
          false, "This proxy was started by a command: end it and start ro-p2p without one.");
    }
    Outcome written =
        firstRun.start(
            Answers.text(wish, "address"), Answers.text(wish, "folder"), Answers.privacy(wish));
    if (!written.ok()) {
      return written;
    }
    Outcome plays = play();
    return plays.ok() ? new Outcome(true, written.sentence() + ". " + plays.sentence()) : plays;
  }

  /** What the configuration says of words in the game. */
  public static WordsSettings words(ProxyConfig config) {
    return new WordsSettings(
        config.display().words().enabled(), config.display().words().command());
  }

  private Outcome change(JsonNode wish) {
    RoProxy proxy = view.proxy();
    if (proxy == null) {
      throw new IllegalArgumentException("Nothing plays yet: press Start first.");
    }
    StringBuilder said = new StringBuilder();
    if (wish.path("p2p").isBoolean()) {
      boolean on = wish.path("p2p").booleanValue();
      proxy.ownSwitch().set(on);
      said.append(
          on ? "P2P is switched on." : "P2P is switched off: everything goes over the server.");
    }
    if (wish.has("privacy")) {
      Privacy privacy = Answers.privacy(wish);
      proxy.linkAs(proxy.linkedAs().with(p2p -> p2p.reach = p2p.reach.withPrivacy(privacy)));
      said.append(said.isEmpty() ? "" : " ")
          .append(
              privacy == Privacy.RELAY
                  ? "Links go through a relay from now on, or not at all."
                  : "Links are direct where they can be: players near you see your address.");
      Outcome kept = firstRun.keep(privacy);
      if (!kept.ok()) {
        said.append(' ').append(Answers.sentence(kept.sentence()));
      }
    }
    if (said.isEmpty()) {
      throw new IllegalArgumentException("Say what to switch: p2p or privacy.");
    }
    view.recent().add(new Happening(clock.millis(), false, said.toString()));
    return new Outcome(true, said.toString());
  }

  private Patient patient() {
    View current = view;
    return current.proxy() == null
        ? configured()
        : Patient.of(current.config(), Optional.empty(), version)
            .playing(current.proxy().listenAddress());
  }

  private Patient configured() {
    try {
      ConfigFile file = ConfigFile.read(firstRun.configFile());
      return Patient.of(
          file.toProxyConfig(ProxyConfig.defaults()), file.lastNamed().server(), version);
    } catch (ConfigProblem e) {
      return Patient.of(ProxyConfig.defaults(), Optional.empty(), version);
    }
  }

  private void now(RoProxy proxy, ProxyConfig config, List<String> slips) {
    view = new View(proxy, config, List.copyOf(slips), new Recent(config.display().charset()));
  }

  private void closePlayed() {
    View current = view;
    if (filter != null && current.proxy() != null) {
      current.proxy().close();
      view = new View(null, current.config(), List.of(), current.recent());
    }
  }
}
