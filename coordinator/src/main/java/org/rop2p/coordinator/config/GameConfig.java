package org.rop2p.coordinator.config;

import java.util.Optional;

/**
 * What proxies are told of the game, so that a player needs no more than the coordinator's URL.
 *
 * @param server the login server, {@code host:port}
 * @param clientDate {@code YYYYMMDD}
 * @param privacy {@code all} or {@code relay}
 */
public record GameConfig(
    Optional<String> server, Optional<String> clientDate, Optional<String> privacy) {
  /** Players have to know. */
  public static final GameConfig UNKNOWN =
      new GameConfig(Optional.empty(), Optional.empty(), Optional.empty());
}
