package org.rop2p.coordinator.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.coordinator.api.Policy;
import org.rop2p.coordinator.api.ZonePolicy;

class ConfigFileTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final Map<String, String> ENVIRONMENT =
      Map.of("JWT_SECRET", SECRET, "TURN_USERNAME", "ro", "TURN_PASSWORD", "sesame");

  /** The coordinator part of the integration guide, whole. */
  private static final String GUIDE =
      """
      coordinator:
        enabled: true
        port: 8001
        websocket_path: "/api/v1/signaling/ws"
        max_sessions_per_zone: 20
        max_players_per_session: 40
        session_timeout_seconds: 120
        dedicated_server: true
        stun_servers:
          - "stun:stun.l.google.com:19302"
        turn_servers:
          - url: "turn:your-turn-server.com:3478"
            username: "${TURN_USERNAME}"
            credential: "${TURN_PASSWORD}"
        require_authentication: true
        jwt_secret: "${JWT_SECRET}"
        redis:
          host: "localhost"
      security:
        ssl_cert: "/etc/ssl/certs/your-server.crt"
        ssl_key: "/etc/ssl/private/your-server.key"
      zones:
        prontera: { movement: server }
        geffen:
      logging:
        level: debug
        file: "/var/log/rathena/coordinator.log"
      """;

  @Test
  void readsTheGuidesFileWhole() throws ConfigException {
    ConfigFile.Loaded loaded = parse(GUIDE, Overrides.NONE);
    assertEquals(
        CoordinatorConfig.DEVELOPMENT.with(
            draft -> {
              draft.listening =
                  new Listening(
                      Listening.ALL_ADDRESSES,
                      8001,
                      "/api/v1/signaling/ws",
                      Optional.of(
                          new TlsConfig(
                              Path.of("/etc/ssl/certs/your-server.crt"),
                              Path.of("/etc/ssl/private/your-server.key"))),
                      List.of());
              draft.redis = Optional.of(new RedisConfig("localhost", 6379, 0, "", false));
              draft.capacity = new Capacity(20, 40);
              draft.sessionTimeout = Duration.ofMinutes(2);
              draft.stunServers = List.of("stun:stun.l.google.com:19302");
              draft.turnServers =
                  new TurnServers(
                      List.of(
                          new TurnServers.Server("turn:your-turn-server.com:3478", "ro", "sesame")),
                      "");
              draft.auth =
                  AuthConfig.of(AuthMode.RATHENA_WEB, URI.create("http://127.0.0.1:8888"), SECRET);
              draft.zones =
                  new ZoneRules(
                      Map.of(
                          "prontera",
                          new ZonePolicy(Policy.OFFLOAD, Policy.OFFLOAD, Policy.SERVER),
                          "geffen",
                          ZonePolicy.DEFAULT));
              draft.logging =
                  new LoggingConfig(
                      LoggingConfig.Level.DEBUG,
                      Optional.of(Path.of("/var/log/rathena/coordinator.log")));
            }),
        loaded.config());
    assertEquals(List.of(), loaded.warnings());
  }

  @Test
  void theShippedFileIsForDevelopmentAndHasNothingToWarnOf() throws ConfigException {
    ConfigFile.Loaded loaded =
        ConfigFile.load(Path.of("..", "conf", "coordinator.yaml"), Map.of(), Overrides.NONE);
    assertEquals(List.of(), loaded.warnings());
    assertEquals(
        CoordinatorConfig.DEVELOPMENT.with(draft -> draft.stunServers = List.of()),
        loaded.config());
  }

  @Test
  void everyKeyBehindAHashIsKnown() throws Exception {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    for (String name :
        List.of("TURN_SECRET", "REDIS_PASSWORD", "DB_PASSWORD", "AI_JWT_SECRET", "ADMIN_TOKEN")) {
      environment.put(name, SECRET);
    }
    String file = Files.readString(Path.of("..", "conf", "coordinator.yaml"));
    // A key, or an element of a list of keys; sentences have no colon so early.
    String whole =
        file.replaceAll(
            "(?m)^( *)# ( *(- \"turn|(- )?[a-z_]+:(?! [a-z]+[ ,.;]| \\[p)).*)$", "$1$2");
    ConfigFile.Loaded loaded = ConfigFile.parse("c.yaml", whole, environment, Overrides.NONE);
    assertEquals(
        List.of(true),
        loaded.warnings().stream()
            .map(warning -> warning.contains("are told to everybody"))
            .toList(),
        loaded.warnings()::toString);
    CoordinatorConfig config = loaded.config();
    assertEquals(
        List.of(2, true, true, true, "20211103", 3, SECRET),
        List.of(
            config.turnServers().servers().size(),
            config.redis().isPresent(),
            config.listening().tls().isPresent(),
            config.logging().file().isPresent(),
            config.game().clientDate().orElse(""),
            config.zones().listed().size(),
            config.adminToken()));
  }

  @Test
  void aKeyLeftOutHasTheValueShown() throws Exception {
    List<String> lines = Files.readAllLines(Path.of("..", "conf", "coordinator.yaml"));
    CoordinatorConfig shown =
        ConfigFile.parse("c.yaml", String.join("\n", lines), Map.of(), Overrides.NONE).config();
    int keys = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).matches("  [a-z_]+: .*") && !lines.get(i).contains("require_auth")) {
        List<String> without = new ArrayList<>(lines);
        without.remove(i);
        assertEquals(
            shown,
            ConfigFile.parse("c.yaml", String.join("\n", without), Map.of(), Overrides.NONE)
                .config(),
            lines.get(i));
        keys++;
      }
    }
    assertEquals(15, keys);
  }

  @Test
  void theCommandLineWins() throws ConfigException {
    Overrides overrides =
        new Overrides(
            Optional.of("0.0.0.0"),
            Optional.of(0),
            Optional.of(AuthMode.NONE),
            Optional.of(URI.create("http://web:1")),
            Optional.empty(),
            true);
    CoordinatorConfig config = parse(GUIDE, overrides).config();
    assertEquals(
        List.of("0.0.0.0", 0, AuthMode.NONE, URI.create("http://web:1")),
        List.of(
            config.listening().host(),
            config.listening().port(),
            config.auth().mode(),
            config.auth().rathenaWebUrl()));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "coordinator: {prot: 1}       | coordinator.prot is unknown, ignored: did you mean port?",
        "cordinator: {}               | cordinator is unknown, ignored: did you mean coordinator?",
        "zones: {prontera: {cat: 1}}  | zones.prontera.cat is unknown, ignored: did you mean chat?",
        "auth: {world: x}             | auth.world is unknown, ignored: is it misspelt?",
        "security: {tls: x}           | security.tls is unknown, ignored: is it misspelt?",
      })
  void unknownKeysAreNamed(String yaml, String warning) throws ConfigException {
    Overrides development =
        new Overrides(
            Optional.empty(),
            Optional.empty(),
            Optional.of(AuthMode.NONE),
            Optional.empty(),
            Optional.empty(),
            false);
    assertEquals(List.of("c.yaml: " + warning), parse(yaml, development).warnings());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "port: 99999            | coordinator.port is 99999, but must be a whole number from 0 to 65535",
        "port: eight            | coordinator.port is \"eight\", but must be a whole number from 0 to 65535",
        "port: 1.5              | coordinator.port is 1.5, but must be a whole number from 0 to 65535",
        "enabled: maybe         | coordinator.enabled is \"maybe\", but must be true or false",
        "host: [a]              | coordinator.host is [a], but must be a host name or address",
        "websocket_path: ws     | coordinator.websocket_path is \"ws\", but must be a path like /api/v1/signaling/ws",
        "session_timeout_seconds: 0  | coordinator.session_timeout_seconds is 0, but must be a whole number from 5 to 86400",
        "max_players_per_session: 1  | coordinator.max_players_per_session is 1, but must be a whole number from 2 to 1000",
        "stun_servers: [google] | coordinator.stun_servers is \"google\", but must be a list of stun:HOST or stun:HOST:PORT",
        "host: \"${NOWHERE}\"   | coordinator.host is \"${NOWHERE}\", but the environment variable NOWHERE is not set: export it before the start",
        "jwt_secret: \"${NOPE}\" | coordinator.jwt_secret is \"${NOPE}\", but the environment variable NOPE is not set: export it before the start",
        "jwt_secret: short      | coordinator.jwt_secret has 5 bytes, but must have at least 32: openssl rand -hex 32 makes a good one",
        "jwt_secret: 12345678   | coordinator.jwt_secret must be text: put it in quotes",
      })
  void wrongValuesOfTheCoordinator(String line, String sentence) {
    assertProblems("coordinator: {require_authentication: false, " + line + "}", sentence);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "auth: {mode: ldap}      | auth.mode is \"ldap\", but must be none, rathena-web, rathena-db or jwt",
        "auth: {mode: rathena-web} | auth.mode is rathena-web, but coordinator.require_authentication is false: set it to true, or leave auth.mode out",
        "auth: {rathena_web_url: web} | auth.rathena_web_url is \"web\", but must be a URL like http://127.0.0.1:8888",
        "auth: {world_name: 0123456789012345678901234567890123} | auth.world_name is \"0123456789012345678901234567890123\", but must be the game server's name, at most 32 bytes",
        "zones: prontera         | zones is \"prontera\", but must be a section of keys",
        "zones: [Prontera]       | zones is \"Prontera\", but must be a map name in lower case without .gat, like prontera",
        "game: {server: x} | game.server is \"x\", but must be the login server, HOST:PORT",
        "security: {ssl_cert: a} | security.ssl_key is missing, but ssl_cert is there: name both for HTTPS, or neither",
        "security: {admin_token: short} | security.admin_token has 5 characters, but must have at least 16: openssl rand -hex 32 makes a good one",
        "security: {trusted_proxies: [proxy]} | security.trusted_proxies is \"proxy\", but must be a list of addresses or networks like 10.0.0.0/8",
        "auth: {service: {secret: short}} | auth.service.secret has 5 bytes, but must have at least 32: openssl rand -hex 32 makes a good one",
        "zones: {Prontera: {}}   | zones.Prontera is \"Prontera\", but must be a map name in lower case without .gat, like prontera",
        "zones: {prontera: {chat: p2p}} | zones.prontera.chat is \"p2p\", but must be server, mirror or offload",
        "logging: {level: LOUD}  | logging.level is \"LOUD\", but must be DEBUG, INFO, WARN or ERROR",
      })
  void wrongValuesElsewhere(String line, String sentence) {
    assertProblems("coordinator: {require_authentication: false}\n" + line, sentence);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "coordinator: {}                                            | rathena-web | 0.0.0.0",
        "coordinator: {enabled: false}                              | rathena-web | 0.0.0.0",
        "coordinator: {host: 10.0.0.1}                              | rathena-web | 10.0.0.1",
        "coordinator: {require_authentication: false}               | none        | 127.0.0.1",
        "auth: {mode: none}                                         | none        | 127.0.0.1",
        "auth: {mode: rathena-db}                                   | rathena-db  | 0.0.0.0",
        "auth: {mode: jwt, service: {audience: ro-p2p}}             | jwt         | 0.0.0.0",
        "auth: {mode: none}#coordinator: {host: 0.0.0.0}#security: {allow_unauthenticated: true} | none | 0.0.0.0",
      })
  void whoIsBelievedAndWhoCanConnect(String yaml, String mode, String host) throws ConfigException {
    ConfigFile.Loaded loaded = parse(yaml.replace('#', '\n'), Overrides.NONE);
    assertEquals(
        List.of(mode, host, List.of()),
        List.of(
            loaded.config().auth().mode().key(),
            loaded.config().listening().host(),
            loaded.warnings()));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "coordinator: {require_authentication: false, host: 0.0.0.0} | coordinator.host is 0.0.0.0, but nobody there has to prove",
        "coordinator: {redis: {host: r}}  | coordinator.jwt_secret is missing, but with coordinator.redis",
        "auth: {mode: jwt}                | auth.service.secret and coordinator.jwt_secret are missing",
      })
  void whatWouldNotBeSafeIsRefused(String yaml, String sentence) {
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () -> ConfigFile.parse("c.yaml", yaml, Map.of(), Overrides.NONE));
    assertEquals(1, e.problems().size());
    assertEquals("c.yaml: " + sentence, e.problems().get(0).substring(0, sentence.length() + 8));
  }

  @Test
  void zonesMayBeAList() throws ConfigException {
    for (String zones : List.of("[prontera, geffen]", "{p2p_enabled_zones: [prontera, geffen]}")) {
      assertEquals(
          Map.of("prontera", ZonePolicy.DEFAULT, "geffen", ZonePolicy.DEFAULT),
          parse("zones: " + zones, Overrides.NONE).config().zones().listed());
    }
  }

  @Test
  void allProblemsComeAtOnce() {
    assertProblems(
        "coordinator: {port: -1, max_sessions_per_zone: 0}",
        "coordinator.max_sessions_per_zone is 0, but must be a whole number from 1 to 1000",
        "coordinator.port is -1, but must be a whole number from 0 to 65535");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a: [1        | c.yaml line 1: not valid YAML",
        "a: 1#b: [#   | c.yaml line 3: not valid YAML",
        "a: 1#a: 2    | c.yaml line 2: not valid YAML",
        "hello        | c.yaml: not a configuration",
      })
  void whatIsNoConfiguration(String yaml, String beginning) {
    ConfigException e =
        assertThrows(ConfigException.class, () -> parse(yaml.replace('#', '\n'), Overrides.NONE));
    assertEquals(1, e.problems().size());
    assertEquals(beginning, e.problems().get(0).substring(0, beginning.length()));
  }

  @Test
  void aMissingFileIsNamed() {
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () -> ConfigFile.load(Path.of("nowhere.yaml"), Map.of(), Overrides.NONE));
    assertEquals(
        "nowhere.yaml cannot be read as text: check --config and who may read the file",
        e.getMessage());
  }

  private static void assertProblems(String yaml, String... sentences) {
    ConfigException e = assertThrows(ConfigException.class, () -> parse(yaml, Overrides.NONE));
    assertEquals(
        List.of(sentences).stream().map(sentence -> "c.yaml: " + sentence).toList(), e.problems());
  }

  private static ConfigFile.Loaded parse(String yaml, Overrides overrides) throws ConfigException {
    return ConfigFile.parse("c.yaml", yaml, ENVIRONMENT, overrides);
  }
}
