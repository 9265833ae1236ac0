package org.rop2p.proxy.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.rop2p.codec.detect.ClientDate;
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
import org.rop2p.proxy.status.Notices;
import org.rop2p.proxy.status.Recent;
import org.rop2p.proxy.status.Status;
import org.rop2p.proxy.trouble.Trouble;
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
  private static final JsonMapper JSON = new JsonMapper();

  /** Longer than any folder's or server's name. */
  private static final int MAX_TEXT = 1_000;

  private final String version;
  private final FirstRun firstRun;

  /** Null: the proxy is not ours to start. */
  private final DatagramFilter filter;

  private final Clock clock;
  private volatile String problem = "";

  /** Of the configuration that is played by. */
  private volatile List<String> slips = List.of();

  private volatile View view;

  /** What {@link #state} needs, without waiting for what blocks. */
  private record View(RoProxy proxy, ProxyConfig config, Recent recent) {}

  private Program(String version, FirstRun firstRun, DatagramFilter filter, Clock clock) {
    this.version = version;
    this.firstRun = firstRun;
    this.filter = filter;
    this.clock = clock;
    this.view = new View(null, ProxyConfig.defaults(), new Recent(Charset.forName("windows-1252")));
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
    program.slips = List.copyOf(slips);
    program.now(proxy, config);
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
      problem = sentence(e.getMessage());
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
      List<String> found = file.warnings();
      found.forEach(Logging::warn);
      ProxyConfig config =
          RoProxy.checked(CoordinatorsWord.complete(merged, file, path, file.namesClientDate()));
      closePlayed();
      RoProxy proxy = RoProxy.start(config, filter, words(config));
      problem = "";
      slips = found;
      now(proxy, config);
      return new Outcome(
          true,
          "Now start your game: it goes to %s through this program."
              .formatted(Listeners.text(config.server())));
    } catch (ConfigProblem | ProxyStartException e) {
      problem = sentence(e.getMessage());
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
    View current = view;
    RoProxy proxy = current.proxy();
    ProxyConfig config = current.config();
    P2pNow p2p = proxy == null ? P2pNow.idle(config.p2p()) : P2pNow.of(proxy, config.p2p());
    return new Status(
            version,
            clock.millis(),
            proxy != null,
            problem,
            notices(proxy, p2p),
            config.server() == null ? "" : Listeners.text(config.server()),
            Listeners.text(proxy == null ? config.listen() : proxy.listenAddress()),
            date(proxy),
            p2p.status(),
            config.display().charset(),
            new Status.Game(proxy == null ? 0 : proxy.clientsOnMaps(), p2p.unseen()),
            p2p.characters(),
            proxy == null ? Status.nothing() : proxy.stats(),
            current.recent().happenings(),
            Logging.tail())
        .toJson();
  }

  @Override
  public String look(String what) throws NoSuchActionException {
    if (!what.equals("setup")) {
      throw new NoSuchActionException();
    }
    FirstRun.Known known = firstRun.known();
    return JSON.createObjectNode()
        .put("address", known.address())
        .put("folder", known.folder())
        .put("privacy", label(known.privacy()))
        .put("listen", known.listen())
        .toString();
  }

  @Override
  public String metrics() {
    RoProxy proxy = view.proxy();
    return proxy == null ? "" : proxy.metrics();
  }

  @Override
  public String act(String action, JsonNode wish) throws NoSuchActionException {
    return switch (action) {
      case "switch" -> sentence(change(wish));
      case "doctor" -> Doctor.examine(patient()).toJson().toString();
      case "setup/check" -> checked(firstRun.check(text(wish, "address"), text(wish, "folder")));
      case "setup/start" -> outcome(start(wish));
      case "setup/undo" -> outcome(firstRun.undo());
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
    Outcome written = firstRun.start(text(wish, "address"), text(wish, "folder"), privacy(wish));
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
      Privacy privacy = privacy(wish);
      proxy.linkAs(proxy.linkedAs().with(p2p -> p2p.reach = p2p.reach.withPrivacy(privacy)));
      said.append(said.isEmpty() ? "" : " ")
          .append(
              privacy == Privacy.RELAY
                  ? "Links go through a relay from now on, or not at all."
                  : "Links are direct where they can be: players near you see your address.");
      Outcome kept = firstRun.keep(privacy);
      if (!kept.ok()) {
        said.append(' ').append(sentence(kept.sentence()));
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

  private void now(RoProxy proxy, ProxyConfig config) {
    view = new View(proxy, config, new Recent(config.display().charset()));
  }

  private void closePlayed() {
    View current = view;
    if (filter != null && current.proxy() != null) {
      current.proxy().close();
      view = new View(null, current.config(), current.recent());
    }
  }

  private List<Trouble> notices(RoProxy proxy, P2pNow p2p) {
    if (proxy == null) {
      return List.of();
    }
    List<Trouble> always =
        Stream.concat(
                proxy.relayTroubles().stream(),
                slips.stream().map(slip -> new Trouble(Trouble.Topic.CONFIG, slip)))
            .toList();
    List<Trouble> links = p2p.wanted() ? proxy.linkTroubles() : List.of();
    return Notices.of(always, links, p2p.characters()).stream()
        .map(trouble -> new Trouble(trouble.topic(), sentence(trouble.sentence())))
        .toList();
  }

  private static Status.ClientDate date(RoProxy proxy) {
    if (proxy == null) {
      return new Status.ClientDate("", "", "default", List.of());
    }
    ClientDate date = proxy.clientDate();
    return new Status.ClientDate(
        Integer.toString(date.version().date()),
        date.version().branch().label(),
        date.source().label(),
        date.why());
  }

  private static String checked(FirstRun.Checked checked) {
    ObjectNode json = JSON.createObjectNode();
    json.putObject("address")
        .put("ok", checked.address().ok())
        .put("kind", checked.address().kind().name().toLowerCase(Locale.ROOT))
        .put("sentence", sentence(checked.address().sentence()))
        .put("server", checked.address().server())
        .put("client_date", checked.address().clientDate().orElse(null))
        .put("privacy", checked.address().privacy().map(Program::label).orElse(null));
    json.putObject("folder")
        .put("ok", checked.folder().ok())
        .put("state", checked.folder().state().name().toLowerCase(Locale.ROOT))
        .put("file", checked.folder().file())
        .put("sentence", sentence(checked.folder().sentence()));
    return json.toString();
  }

  private static String outcome(Outcome outcome) {
    return JSON.createObjectNode()
        .put("ok", outcome.ok())
        .put("sentence", sentence(outcome.sentence()))
        .toString();
  }

  private static String sentence(Outcome outcome) {
    return JSON.createObjectNode().put("sentence", outcome.sentence()).toString();
  }

  /** A terminal's sentences begin small and end without a full stop, a page's do not. */
  private static String sentence(String text) {
    if (text.isEmpty()) {
      return text;
    }
    char last = text.charAt(text.length() - 1);
    boolean name = text.split(" ", 2)[0].matches(".*[/\\\\].*");
    char first = name ? text.charAt(0) : Character.toUpperCase(text.charAt(0));
    return first + text.substring(1) + (last == '.' || last == '!' || last == '?' ? "" : ".");
  }

  private static String text(JsonNode wish, String key) {
    String text = wish.path(key).asText("");
    if (text.length() > MAX_TEXT) {
      throw new IllegalArgumentException("That is too long.");
    }
    return text;
  }

  private static Privacy privacy(JsonNode wish) {
    return switch (wish.path("privacy").asText("direct")) {
      case "direct" -> Privacy.DIRECT;
      case "relay" -> Privacy.RELAY;
      default -> throw new IllegalArgumentException("privacy is direct or relay.");
    };
  }

  private static String label(Privacy privacy) {
    return privacy.name().toLowerCase(Locale.ROOT);
  }
}
