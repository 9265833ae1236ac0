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
import org.rop2p.coordinator.api.Limits;
import org.rop2p.coordinator.api.Policy;
import org.rop2p.coordinator.api.ZonePolicy;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads {@code coordinator.yaml}. */
public final class ConfigFile {
  private static final int ONE_DAY_SECONDS = 86_400;

  /** rAthena's web-server answers 400 to a longer one, as if the token were wrong. */
  private static final int MAX_WORLD_NAME_BYTES = 32;

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
    if (!coordinator.flag("enabled", true)) {
      notes.problem("coordinator.enabled is false: set it to true to start the coordinator");
    }
    String host =
        coordinator.text(
            "host", Listening.DEFAULT_HOST, h -> !h.isBlank(), "a host name or address");
    int port = coordinator.integer("port", 0, 65_535, Listening.DEFAULT_PORT);
    String websocketPath =
        coordinator.text(
            "websocket_path",
            Listening.DEFAULT_WEBSOCKET_PATH,
            path -> path.matches("/[A-Za-z0-9._~/-]+"),
            "a path like " + Listening.DEFAULT_WEBSOCKET_PATH);
    Capacity capacity =
        new Capacity(
            coordinator.integer(
                "max_sessions_per_zone", 1, 1_000, Capacity.DEFAULT.maxSessionsPerZone()),
            coordinator.integer(
                "max_players_per_session", 2, 1_000, Capacity.DEFAULT.maxPlayersPerSession()));
    Duration timeout =
        Duration.ofSeconds(
            coordinator.integer(
                "session_timeout_seconds",
                5,
                ONE_DAY_SECONDS,
                (int) CoordinatorConfig.DEFAULT_SESSION_TIMEOUT.toSeconds()));
    List<String> stun = coordinator.texts("stun_servers", ConfigFile::isStun, "a list of " + STUN);
    coordinator.flag("dedicated_server", false); // Says where it runs; nothing depends on it.
    coordinator.notSupported("redis", ": sessions are kept in memory");
    TurnServers turn = TurnSection.of(coordinator, notes);
    AuthConfig auth = auth(coordinator, root.section("auth"), notes, overrides);
    if (auth.mode() == AuthMode.NONE && !turn.servers().isEmpty()) {
      notes.warning(
          "coordinator.turn_servers are told to everybody, as nobody has to prove who he is:"
              + " anybody can send through them; set require_authentication to true");
    }
    ZoneRules zones = zones(root.section("zones"));
    LoggingConfig logging = logging(root.section("logging"));
    Section security = root.section("security");
    security.notSupported("ssl_cert", ": put a TLS reverse proxy before the coordinator");
    security.notSupported("ssl_key", ": put a TLS reverse proxy before the coordinator");
    security.warnOfUnknownKeys();
    coordinator.warnOfUnknownKeys();
    root.warnOfUnknownKeys();
    CoordinatorConfig.Draft draft = new CoordinatorConfig.Draft();
    draft.listening =
        new Listening(
            overrides.host().orElse(host),
            overrides.port().orElse(port),
            websocketPath,
            Optional.empty(),
            List.of());
    draft.capacity = capacity;
    draft.sessionTimeout = timeout;
    draft.stunServers = stun;
    draft.turnServers = turn;
    draft.auth = auth;
    draft.zones = zones;
    draft.logging = logging;
    return draft.config();
  }

  private static AuthConfig auth(
      Section coordinator, Section auth, Section.Notes notes, Overrides overrides) {
    boolean required = coordinator.flag("require_authentication", true);
    String wanted = auth.text("mode", "", ConfigFile::isMode, "none or rathena-web");
    AuthMode mode = required ? AuthMode.RATHENA_WEB : AuthMode.NONE;
    if (overrides.authMode().isPresent()) {
      mode = overrides.authMode().get();
    } else if (!wanted.isEmpty() && !wanted.equals(mode.key())) {
      notes.problem(
          "auth.mode is "
              + wanted
              + ", but coordinator.require_authentication is "
              + required
              + ": set it to "
              + !required
              + ", or auth.mode to "
              + mode.key());
    }
    String url =
        auth.text(
            "rathena_web_url",
            AuthConfig.DEFAULT_RATHENA_WEB_URL.toString(),
            ConfigFile::isHttp,
            "a URL like " + AuthConfig.DEFAULT_RATHENA_WEB_URL);
    String world =
        auth.text(
            "world_name",
            AuthConfig.DEFAULT_WORLD_NAME,
            ConfigFile::isWorldName,
            "the game server's name, at most " + MAX_WORLD_NAME_BYTES + " bytes");
    int lifetime =
        auth.integer(
            "token_lifetime_seconds",
            60,
            30 * ONE_DAY_SECONDS,
            (int) AuthConfig.DEFAULT_TOKEN_LIFETIME.toSeconds());
    auth.warnOfUnknownKeys();
    int problems = notes.problems.size();
    String secret = coordinator.secret("jwt_secret");
    int bytes = secret.getBytes(StandardCharsets.UTF_8).length;
    boolean missing = bytes == 0 && mode != AuthMode.NONE;
    if (notes.problems.size() == problems
        && (missing || (bytes > 0 && bytes < AuthConfig.MIN_SECRET_BYTES))) {
      notes.problem(
          "coordinator.jwt_secret has "
              + bytes
              + " bytes, but must have at least "
              + AuthConfig.MIN_SECRET_BYTES
              + ": openssl rand -hex 32 makes a good one");
    }
    return new AuthConfig(
        mode,
        overrides.rathenaWebUrl().orElse(URI.create(url)),
        world,
        Optional.empty(),
        ServiceTokens.DEFAULT,
        secret,
        Duration.ofSeconds(lifetime));
  }

  private static ZoneRules zones(Section zones) {
    Map<String, ZonePolicy> listed = new LinkedHashMap<>();
    for (String zone : List.copyOf(zones.keys())) {
      Section section = zones.section(zone);
      if (!Limits.isZone(zone)) {
        zones.wrong(zone, zone, "a map name in lower case without .gat, like prontera");
        continue;
      }
      listed.put(
          zone,
          new ZonePolicy(
              policy(section, "chat", ZonePolicy.DEFAULT.chat()),
              policy(section, "emote", ZonePolicy.DEFAULT.emote()),
              policy(section, "movement", ZonePolicy.DEFAULT.movement())));
      section.warnOfUnknownKeys();
    }
    return new ZoneRules(listed);
  }

  private static Policy policy(Section zone, String kind, Policy absent) {
    String name =
        zone.text(
            kind,
            absent.wireName(),
            value -> Policy.ofWireName(value).isPresent(),
            "server, mirror or offload");
    return Policy.ofWireName(name).orElse(absent);
  }

  private static LoggingConfig logging(Section logging) {
    String level = logging.text("level", "INFO", ConfigFile::isLevel, "DEBUG, INFO, WARN or ERROR");
    String file = logging.text("file", "", path -> !path.isBlank(), "a file name");
    logging.warnOfUnknownKeys();
    return new LoggingConfig(
        LoggingConfig.Level.valueOf(level.toUpperCase(Locale.ROOT)),
        file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file)));
  }

  private static boolean isWorldName(String name) {
    return !name.isBlank()
        && name.getBytes(StandardCharsets.UTF_8).length <= MAX_WORLD_NAME_BYTES
        && name.chars().noneMatch(Character::isISOControl);
  }

  private static boolean isLevel(String level) {
    return level.toUpperCase(Locale.ROOT).matches("DEBUG|INFO|WARN|ERROR");
  }

  private static boolean isMode(String mode) {
    return mode.equals(AuthMode.NONE.key()) || mode.equals(AuthMode.RATHENA_WEB.key());
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
