package org.rop2p.coordinator.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Everything a coordinator needs to know at start.
 *
 * @param enabled false: it serves health and tells everybody that P2P is off
 * @param listening where
 * @param capacity how many players a zone admits
 * @param sessionTimeout a player whose socket is silent for so long is gone
 * @param stunServers {@code stun:host:port}, told to every client
 * @param turnServers told to those who have logged in
 * @param auth how players log in
 * @param redis where the world's state lives; empty: in memory, on one node
 * @param adminToken the secret of the admin API; empty: there is none
 * @param game what proxies are told of the game
 * @param zones where P2P is allowed, until an admin changes it
 * @param logging how much, and where to
 */
public record CoordinatorConfig(
    boolean enabled,
    Listening listening,
    Capacity capacity,
    Duration sessionTimeout,
    List<String> stunServers,
    TurnServers turnServers,
    AuthConfig auth,
    Optional<RedisConfig> redis,
    String adminToken,
    GameConfig game,
    ZoneRules zones,
    LoggingConfig logging) {

  public static final Duration DEFAULT_SESSION_TIMEOUT = Duration.ofMinutes(5);

  /** For one developer on one machine: loopback, everybody is believed. */
  public static final CoordinatorConfig DEVELOPMENT = new Draft().config();

  public CoordinatorConfig {
    stunServers = List.copyOf(stunServers);
  }

  /** Whether it is for one developer on one machine: loopback, everybody is believed. */
  public boolean isForDevelopment() {
    return auth.mode() == AuthMode.NONE && listening.isThisMachineOnly();
  }

  /** Another one, with some values changed. */
  public CoordinatorConfig with(Consumer<Draft> changes) {
    Draft draft = new Draft(this);
    changes.accept(draft);
    return draft.config();
  }

  /** Leaves the secrets out. */
  @Override
  public String toString() {
    return "CoordinatorConfig[" + listening + ", " + auth + ", redis=" + redis + "]";
  }

  /** A configuration being made. Not thread-safe. */
  public static final class Draft {
    public boolean enabled = true;
    public Listening listening = Listening.LOOPBACK;
    public Capacity capacity = Capacity.DEFAULT;
    public Duration sessionTimeout = DEFAULT_SESSION_TIMEOUT;
    public List<String> stunServers = List.of();
    public TurnServers turnServers = TurnServers.NONE;
    public AuthConfig auth = AuthConfig.none();
    public Optional<RedisConfig> redis = Optional.empty();
    public String adminToken = "";
    public GameConfig game = GameConfig.UNKNOWN;
    public ZoneRules zones = ZoneRules.OPEN;
    public LoggingConfig logging = LoggingConfig.DEFAULT;

    /** Development. */
    public Draft() {}

    private Draft(CoordinatorConfig from) {
      enabled = from.enabled;
      listening = from.listening;
      capacity = from.capacity;
      sessionTimeout = from.sessionTimeout;
      stunServers = from.stunServers;
      turnServers = from.turnServers;
      auth = from.auth;
      redis = from.redis;
      adminToken = from.adminToken;
      game = from.game;
      zones = from.zones;
      logging = from.logging;
    }

    /** As it is now. */
    public CoordinatorConfig config() {
      return new CoordinatorConfig(
          enabled,
          listening,
          capacity,
          sessionTimeout,
          stunServers,
          turnServers,
          auth,
          redis,
          adminToken,
          game,
          zones,
          logging);
    }
  }
}
