package org.rop2p.coordinator.config;

import java.time.Duration;
import java.util.List;

/**
 * Everything a coordinator needs to know at start.
 *
 * @param host the local address to listen on
 * @param port 0 to 65535; 0 lets the system choose
 * @param websocketPath the signalling socket's path, from the root
 * @param sessionTimeout a player whose socket is silent for so long is gone
 * @param stunServers {@code stun:host:port}, told to every client
 * @param turnServers told to those who have logged in
 */
public record CoordinatorConfig(
    String host,
    int port,
    String websocketPath,
    Capacity capacity,
    Duration sessionTimeout,
    List<String> stunServers,
    TurnServers turnServers,
    AuthConfig auth,
    ZoneRules zones,
    LoggingConfig logging) {

  /** Nobody but this machine, unless the admin says otherwise. */
  public static final String DEFAULT_HOST = "127.0.0.1";

  public static final int DEFAULT_PORT = 8001;

  public static final String DEFAULT_WEBSOCKET_PATH = "/api/v1/signaling/ws";

  public static final Duration DEFAULT_SESSION_TIMEOUT = Duration.ofMinutes(5);

  /** For one developer on one machine: loopback, everybody is believed. */
  public static final CoordinatorConfig DEVELOPMENT =
      new CoordinatorConfig(
          DEFAULT_HOST,
          DEFAULT_PORT,
          DEFAULT_WEBSOCKET_PATH,
          Capacity.DEFAULT,
          DEFAULT_SESSION_TIMEOUT,
          List.of(),
          TurnServers.NONE,
          AuthConfig.none(),
          ZoneRules.OPEN,
          LoggingConfig.DEFAULT);

  public CoordinatorConfig {
    stunServers = List.copyOf(stunServers);
  }

  public CoordinatorConfig withPort(int newPort) {
    return new CoordinatorConfig(
        host,
        newPort,
        websocketPath,
        capacity,
        sessionTimeout,
        stunServers,
        turnServers,
        auth,
        zones,
        logging);
  }

  public CoordinatorConfig withCapacity(Capacity newCapacity) {
    return new CoordinatorConfig(
        host,
        port,
        websocketPath,
        newCapacity,
        sessionTimeout,
        stunServers,
        turnServers,
        auth,
        zones,
        logging);
  }

  public CoordinatorConfig withSessionTimeout(Duration newTimeout) {
    return new CoordinatorConfig(
        host,
        port,
        websocketPath,
        capacity,
        newTimeout,
        stunServers,
        turnServers,
        auth,
        zones,
        logging);
  }

  public CoordinatorConfig withStunServers(List<String> newServers) {
    return new CoordinatorConfig(
        host,
        port,
        websocketPath,
        capacity,
        sessionTimeout,
        newServers,
        turnServers,
        auth,
        zones,
        logging);
  }

  public CoordinatorConfig withTurnServers(TurnServers newServers) {
    return new CoordinatorConfig(
        host,
        port,
        websocketPath,
        capacity,
        sessionTimeout,
        stunServers,
        newServers,
        auth,
        zones,
        logging);
  }

  public CoordinatorConfig withAuth(AuthConfig newAuth) {
    return new CoordinatorConfig(
        host,
        port,
        websocketPath,
        capacity,
        sessionTimeout,
        stunServers,
        turnServers,
        newAuth,
        zones,
        logging);
  }

  public CoordinatorConfig withZones(ZoneRules newZones) {
    return new CoordinatorConfig(
        host,
        port,
        websocketPath,
        capacity,
        sessionTimeout,
        stunServers,
        turnServers,
        auth,
        newZones,
        logging);
  }
}
