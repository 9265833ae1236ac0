package org.rop2p.coordinator.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How players log in.
 *
 * @param rathenaWebUrl where rAthena's web-server listens; used by {@link AuthMode#RATHENA_WEB}
 *     only
 * @param worldName the game server's name as its web-server wants it
 * @param database there in mode {@link AuthMode#RATHENA_DB}
 * @param serviceTokens used by {@link AuthMode#JWT} only
 * @param jwtSecret the HS256 key of our own tokens, at least {@link #MIN_SECRET_BYTES}; empty: a
 *     random one at each start
 * @param tokenLifetime how long a login lasts; it is renewed while the player's socket lives
 */
public record AuthConfig(
    AuthMode mode,
    URI rathenaWebUrl,
    String worldName,
    Optional<DatabaseConfig> database,
    ServiceTokens serviceTokens,
    String jwtSecret,
    Duration tokenLifetime) {

  /** RFC 7518 section 3.2: a key of at least the size of the hash output must be used. */
  public static final int MIN_SECRET_BYTES = 32;

  /** rAthena's web-server on the same machine, at the port it ships with. */
  public static final URI DEFAULT_RATHENA_WEB_URL = URI.create("http://127.0.0.1:8888");

  /** The server name that rAthena ships with. */
  public static final String DEFAULT_WORLD_NAME = "rAthena";

  /** Short, as it is renewed while the player plays. */
  public static final Duration DEFAULT_TOKEN_LIFETIME = Duration.ofHours(1);

  /** Believes everybody. */
  public static AuthConfig none() {
    return of(AuthMode.NONE, DEFAULT_RATHENA_WEB_URL, "");
  }

  /** With the usual values otherwise. */
  public static AuthConfig of(AuthMode mode, URI rathenaWebUrl, String jwtSecret) {
    return new AuthConfig(
        mode,
        rathenaWebUrl,
        DEFAULT_WORLD_NAME,
        Optional.empty(),
        ServiceTokens.DEFAULT,
        jwtSecret,
        DEFAULT_TOKEN_LIFETIME);
  }

  /** Leaves the secrets out. */
  @Override
  public String toString() {
    return "AuthConfig[mode=" + mode + ", rathenaWebUrl=" + rathenaWebUrl + "]";
  }
}
