package org.rop2p.coordinator.config;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code auth}, {@code require_authentication} and {@code jwt_secret}. */
final class AuthSection {
  private static final int ONE_DAY_SECONDS = 86_400;

  /** rAthena's web-server answers 400 to a longer one, as if the token were wrong. */
  private static final int MAX_WORLD_NAME_BYTES = 32;

  /** Where the secret is looked for if the file has none. */
  private static final String VARIABLE = "JWT_SECRET";

  private static final String MODES = "none, rathena-web, rathena-db or jwt";

  private final Section coordinator;
  private final Section auth;
  private final Section.Notes notes;
  private final Overrides overrides;

  AuthSection(Section coordinator, Section auth, Section.Notes notes, Overrides overrides) {
    this.coordinator = coordinator;
    this.auth = auth;
    this.notes = notes;
    this.overrides = overrides;
  }

  /**
   * All of it.
   *
   * @param severalNodes whether other nodes have to read our tokens
   */
  AuthConfig read(boolean severalNodes) {
    AuthMode mode = mode();
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
            AuthSection::isWorldName,
            "the game server's name, at most " + MAX_WORLD_NAME_BYTES + " bytes");
    int lifetime =
        auth.integer(
            "token_lifetime_seconds",
            60,
            30 * ONE_DAY_SECONDS,
            (int) AuthConfig.DEFAULT_TOKEN_LIFETIME.toSeconds());
    Optional<DatabaseConfig> database =
        mode == AuthMode.RATHENA_DB ? Optional.of(database()) : unused("database");
    ServiceTokens service = service(mode);
    auth.warnOfUnknownKeys();
    return new AuthConfig(
        mode,
        overrides.rathenaWebUrl().orElse(URI.create(url)),
        world,
        database,
        service,
        secret(mode, service, severalNodes),
        Duration.ofSeconds(lifetime));
  }

  private AuthMode mode() {
    boolean required = coordinator.flag("require_authentication", true);
    String wanted = auth.text("mode", "", name -> AuthMode.of(name).isPresent(), MODES);
    Optional<AuthMode> named = AuthMode.of(wanted);
    if (overrides.authMode().isPresent()) {
      return overrides.authMode().get();
    }
    if (named.isEmpty()) {
      return required ? AuthMode.RATHENA_WEB : AuthMode.NONE;
    }
    boolean believes = named.get() == AuthMode.NONE;
    if (coordinator.has("require_authentication") && required == believes) {
      notes.problem(
          "auth.mode is "
              + wanted
              + ", but coordinator.require_authentication is "
              + required
              + ": set it to "
              + !required
              + ", or leave auth.mode out");
    }
    return named.get();
  }

  /** What another mode needs is checked, but does not count. */
  private Optional<DatabaseConfig> unused(String key) {
    if (auth.has(key)) {
      database();
    } else {
      auth.section(key);
    }
    return Optional.empty();
  }

  private DatabaseConfig database() {
    Section database = auth.section("database");
    DatabaseConfig config =
        new DatabaseConfig(
            database.text("host", "127.0.0.1", ConfigFile::isHost, ConfigFile.HOST),
            database.integer("port", 1, 65_535, 3306),
            database.text("name", "ragnarok", AuthSection::isName, "a database's name"),
            database.text("user", "ragnarok", AuthSection::isName, "a database user's name"),
            database.secret("password"),
            database.text(
                "table", "login", table -> table.matches("[A-Za-z0-9_]{1,64}"), "a table's name"));
    database.warnOfUnknownKeys();
    return config;
  }

  private ServiceTokens service(AuthMode mode) {
    Section service = auth.section("service");
    List<String> claims =
        service.texts("claims", AuthSection::isName, "a list of names of claims, like account_id");
    String secret = service.secret("secret");
    if (!secret.isEmpty()) {
      length("auth.service.secret", secret);
    }
    ServiceTokens tokens =
        new ServiceTokens(
            secret,
            service.text("issuer", "", AuthSection::isName, "an issuer's name"),
            service.text("audience", "", AuthSection::isName, "an audience's name"),
            claims.isEmpty() ? ServiceTokens.DEFAULT.claims() : claims);
    service.warnOfUnknownKeys();
    if (mode == AuthMode.JWT && tokens.audience().isEmpty()) {
      notes.warning(
          "auth.service.audience is left out: every token of that service is believed, whatever"
              + " it was issued for; name an audience there and here");
    }
    return tokens;
  }

  private String secret(AuthMode mode, ServiceTokens service, boolean severalNodes) {
    int problems = notes.problems.size();
    String secret = coordinator.secret("jwt_secret");
    if (notes.problems.size() > problems) {
      return "";
    }
    if (!coordinator.has("jwt_secret")) {
      secret = notes.environment.getOrDefault(VARIABLE, "");
    }
    String remedy = ": openssl rand -hex 32 makes a good one, for the file or for " + VARIABLE;
    if (!secret.isEmpty()) {
      length("coordinator.jwt_secret", secret);
    } else if (severalNodes) {
      notes.problem(
          "coordinator.jwt_secret is missing, but with coordinator.redis all nodes need the same"
              + remedy);
    } else if (mode == AuthMode.JWT && service.secret().isEmpty()) {
      notes.problem(
          "auth.service.secret and coordinator.jwt_secret are missing: mode jwt needs the secret of"
              + " the service that issues the tokens");
    } else if (mode != AuthMode.NONE) {
      notes.warning(
          "coordinator.jwt_secret is missing, so a random one is used and logins end with this"
              + " process"
              + remedy);
    }
    return secret;
  }

  private void length(String key, String secret) {
    int bytes = secret.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < AuthConfig.MIN_SECRET_BYTES) {
      notes.problem(
          key
              + " has "
              + bytes
              + " bytes, but must have at least "
              + AuthConfig.MIN_SECRET_BYTES
              + ": openssl rand -hex 32 makes a good one");
    }
  }

  private static boolean isName(String text) {
    return !text.isBlank()
        && text.length() <= 256
        && text.chars().noneMatch(Character::isISOControl);
  }

  private static boolean isWorldName(String name) {
    return isName(name) && name.getBytes(StandardCharsets.UTF_8).length <= MAX_WORLD_NAME_BYTES;
  }
}
