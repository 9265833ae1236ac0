package org.rop2p.coordinator.config;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads {@code coordinator.yaml}. */
public final class ConfigFile {
  private static final int ONE_DAY_SECONDS = 86_400;

  /** As many as a client takes. */
  private static final int MAX_STUN = 16;

  static final String HOST = "a host name or address";

  private static final String DATE = "a date in quotes like \"20211103\"";

  private static final String STUN = "stun:HOST or stun:HOST:PORT";

  private ConfigFile() {}

  /** A usable configuration, and what was ignored on the way, one sentence each. */
  public record Loaded(CoordinatorConfig config, List<String> warnings) {
    public Loaded {
      warnings = List.copyOf(warnings);
    }
  }

  /** Reads a file. */
  public static Loaded load(Path file, Map<String, String> environment, Overrides overrides)
      throws ConfigException {
    String yaml;
    try {
      yaml = Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ConfigException(
          List.of(file + " cannot be read as text: check --config and who may read the file"));
    }
    return parse(file.toString(), yaml, environment, overrides);
  }

  /**
   * Reads YAML text.
   *
   * @param name how messages call the file
   */
  public static Loaded parse(
      String name, String yaml, Map<String, String> environment, Overrides overrides)
      throws ConfigException {
    Section.Notes notes = new Section.Notes(name, environment);
    Section root = new Section("", yaml(name, yaml), notes);
    CoordinatorConfig config = config(root, notes, overrides);
    if (!notes.problems.isEmpty()) {
      throw new ConfigException(notes.problems);
    }
    return new Loaded(config, notes.warnings);
  }

  private static Map<String, Object> yaml(String name, String text) throws ConfigException {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Object loaded;
    try {
      loaded = new Yaml(new SafeConstructor(options)).load(text);
    } catch (MarkedYAMLException e) {
      String where =
          e.getProblemMark() == null ? "" : " line " + (e.getProblemMark().getLine() + 1);
      throw new ConfigException(
          List.of(
              name
                  + where
                  + ": not valid YAML ("
                  + e.getProblem()
                  + "): check the indentation there"));
    } catch (YAMLException e) {
      throw new ConfigException(List.of(name + ": not valid YAML: check what was changed last"));
    }
    Map<String, Object> values = new LinkedHashMap<>();
    if (loaded instanceof Map<?, ?> map) {
      map.forEach((key, value) -> values.put(String.valueOf(key), value));
    } else if (loaded != null) {
      throw new ConfigException(
          List.of(name + ": not a configuration: it must begin with the key \"coordinator:\""));
    }
    return values;
  }

  private static CoordinatorConfig config(Section root, Section.Notes notes, Overrides overrides) {
    Section coordinator = root.section("coordinator");
    CoordinatorConfig.Draft draft = new CoordinatorConfig.Draft();
    draft.enabled = coordinator.flag("enabled", true);
    draft.capacity =
        new Capacity(
            coordinator.integer(
                "max_sessions_per_zone", 1, 1_000, Capacity.DEFAULT.maxSessionsPerZone()),
            coordinator.integer(
                "max_players_per_session", 2, 1_000, Capacity.DEFAULT.maxPlayersPerSession()));
    draft.sessionTimeout =
        Duration.ofSeconds(
            coordinator.integer(
                "session_timeout_seconds",
                5,
                ONE_DAY_SECONDS,
                (int) CoordinatorConfig.DEFAULT_SESSION_TIMEOUT.toSeconds()));
    draft.stunServers = stun(coordinator, notes);
    coordinator.flag("dedicated_server", false); // Says where it runs; nothing depends on it.
    draft.turnServers = TurnSection.of(coordinator, notes);
    draft.redis = redis(coordinator);
    draft.auth =
        new AuthSection(coordinator, root.section("auth"), notes, overrides)
            .read(draft.redis.isPresent());
    boolean believesAll = draft.auth.mode() == AuthMode.NONE;
    if (believesAll && !draft.turnServers.servers().isEmpty()) {
      notes.warning(
          "coordinator.turn_servers are told to everybody, as nobody has to prove who he is:"
              + " anybody can send through them; set require_authentication to true");
    }
    Section security = root.section("security");
    draft.listening = listening(coordinator, security, overrides, believesAll);
    boolean allowed = security.flag("allow_unauthenticated", false);
    if (believesAll
        && !allowed
        && !overrides.allowUnauthenticated()
        && !draft.listening.isThisMachineOnly()) {
      notes.problem(
          "coordinator.host is "
              + draft.listening.host()
              + ", but nobody there has to prove who he is: set"
              + " coordinator.require_authentication to true, or, if you mean it,"
              + " security.allow_unauthenticated to true (--allow-unauthenticated)");
    }
    draft.adminToken = SecuritySection.adminToken(security, notes);
    draft.game = game(root.section("game"));
    draft.zones = ZonesSection.of(root);
    draft.logging = logging(root.section("logging"), overrides);
    security.warnOfUnknownKeys();
    coordinator.warnOfUnknownKeys();
    root.warnOfUnknownKeys();
    return draft.config();
  }

  private static List<String> stun(Section coordinator, Section.Notes notes) {
    List<String> stun = coordinator.texts("stun_servers", ConfigFile::isStun, "a list of " + STUN);
    if (stun.size() > MAX_STUN) {
      notes.warning(
          "coordinator.stun_servers has "
              + stun.size()
              + " entries, of which players are told the first "
              + MAX_STUN);
    }
    return stun.stream().limit(MAX_STUN).toList();
  }

  private static Listening listening(
      Section coordinator, Section security, Overrides overrides, boolean believesAll) {
    String host =
        coordinator.text(
            "host",
            believesAll ? Listening.DEFAULT_HOST : Listening.ALL_ADDRESSES,
            ConfigFile::isHost,
            HOST);
    int port = coordinator.integer("port", 0, 65_535, Listening.DEFAULT_PORT);
    String websocketPath =
        coordinator.text(
            "websocket_path",
            Listening.DEFAULT_WEBSOCKET_PATH,
            path -> path.matches("/[A-Za-z0-9._~/-]+"),
            "a path like " + Listening.DEFAULT_WEBSOCKET_PATH);
    return new Listening(
        overrides.host().orElse(host),
        overrides.port().orElse(port),
        websocketPath,
        SecuritySection.tls(security),
        security.texts(
            "trusted_proxies",
            network -> Network.of(network).isPresent(),
            "a list of addresses or networks like 10.0.0.0/8"));
  }

  private static Optional<RedisConfig> redis(Section coordinator) {
    boolean there = coordinator.has("redis");
    Section redis = coordinator.section("redis");
    RedisConfig config =
        new RedisConfig(
            redis.text("host", "127.0.0.1", ConfigFile::isHost, HOST),
            redis.integer("port", 1, 65_535, 6379),
            redis.integer("db", 0, 65_535, 0),
            redis.secret("password"),
            redis.flag("tls", false));
    redis.warnOfUnknownKeys();
    return there ? Optional.of(config) : Optional.empty();
  }

  private static GameConfig game(Section game) {
    String server =
        game.text(
            "server",
            "",
            text -> text.matches("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):[1-9][0-9]{0,4}"),
            "the login server, HOST:PORT");
    String date = game.text("client_date", "", text -> text.matches("20[0-9]{6}"), DATE);
    String privacy = game.text("privacy", "", text -> text.matches("all|relay"), "all or relay");
    game.warnOfUnknownKeys();
    return new GameConfig(given(server), given(date), given(privacy));
  }

  private static LoggingConfig logging(Section logging, Overrides overrides) {
    String level = logging.text("level", "INFO", ConfigFile::isLevel, "DEBUG, INFO, WARN or ERROR");
    String file = logging.text("file", "", path -> !path.isBlank(), "a file name");
    logging.warnOfUnknownKeys();
    return new LoggingConfig(
        LoggingConfig.Level.valueOf(level.toUpperCase(Locale.ROOT)),
        overrides.logFile().or(() -> given(file).map(Path::of)));
  }

  private static Optional<String> given(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  static boolean isHost(String host) {
    return host.matches("[A-Za-z0-9._:%-]{1,255}");
  }

  private static boolean isLevel(String level) {
    return level.toUpperCase(Locale.ROOT).matches("DEBUG|INFO|WARN|ERROR");
  }

  private static boolean isStun(String url) {
    return url.matches("stun:([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");
  }

  /** True for a URL of a web server. */
  public static boolean isHttp(String url) {
    return url.matches("https?://[^/?#\\s]+(/[^?#\\s]*)?") && isUri(url);
  }

  private static boolean isUri(String url) {
    try {
      return URI.create(url).getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
