package org.rop2p.coordinator.config;

import java.util.Arrays;
import java.util.Optional;

/** How the coordinator finds out whether a player is who he says. */
public enum AuthMode {
  /** It believes everybody. Development only. */
  NONE("none"),
  /** It asks rAthena's own web-server about the web auth token. */
  RATHENA_WEB("rathena-web"),
  /** It looks the web auth token up in rAthena's database. */
  RATHENA_DB("rathena-db"),
  /** It believes another service's JWT. */
  JWT("jwt");

  private final String key;

  AuthMode(String key) {
    this.key = key;
  }

  /** The mode of that name. */
  public static Optional<AuthMode> of(String key) {
    return Arrays.stream(values()).filter(mode -> mode.key.equals(key)).findFirst();
  }

  /** The name in configuration and on the command line. */
  public String key() {
    return key;
  }

  @Override
  public String toString() {
    return key;
  }
}
