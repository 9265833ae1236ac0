package org.rop2p.coordinator.config;

import java.net.URI;
import java.time.Duration;

/**
 * How players log in.
 *
 * @param rathenaWebUrl where rAthena's web-server listens; used by {@link AuthMode#RATHENA_WEB}
 *     only
 * @param worldName the game server's name as its web-server wants it
 * @param jwtSecret the HS256 key, at least {@link #MIN_SECRET_BYTES}; empty: a random one at each
 *     start
 * @param tokenLifetime how long a login lasts
 */
public record AuthConfig(
    AuthMode mode, URI rathenaWebUrl, String worldName, String jwtSecret, Duration tokenLifetime) {

  /** RFC 7518 section 3.2: a key of at least the size of the hash output must be used. */
  public static final int MIN_SECRET_BYTES = 32;

  /** rAthena's web-server on the same machine, at the port it ships with. */
  public static final URI DEFAULT_RATHENA_WEB_URL = URI.create("http://127.0.0.1:8888");

  /** The server name that rAthena ships with. */
  public static final String DEFAULT_WORLD_NAME = "rAthena";

  /** An evening and a night: longer than most people play without a new login. */
  public static final Duration DEFAULT_TOKEN_LIFETIME = Duration.ofHours(12);

  /** Believes everybody. */
  public static AuthConfig none() {
    return new AuthConfig(
        AuthMode.NONE, DEFAULT_RATHENA_WEB_URL, DEFAULT_WORLD_NAME, "", DEFAULT_TOKEN_LIFETIME);
  }

  /** Leaves the secret out. */
  @Override
  public String toString() {
    return "AuthConfig[mode=" + mode + ", rathenaWebUrl=" + rathenaWebUrl + "]";
  }
}
