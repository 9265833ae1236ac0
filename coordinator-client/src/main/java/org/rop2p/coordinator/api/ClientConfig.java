package org.rop2p.coordinator.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the admin wants every proxy to use: what a player needs besides the coordinator's URL.
 *
 * @param enabled whether P2P is on at all
 * @param authentication how to log in: {@code none}, {@code rathena-web}, {@code rathena-db} or
 *     {@code jwt}
 * @param gameServer the login server, {@code host:port}
 * @param clientDate of the client the server is for, {@code YYYYMMDD}
 * @param privacy {@code all} or {@code relay}: how links are made unless the player says otherwise
 * @param stunServers {@code stun:host:port}, at most 16
 * @param zones what goes to whom, by zone; empty: every zone may be asked for
 */
public record ClientConfig(
    boolean enabled,
    String authentication,
    Optional<String> gameServer,
    Optional<String> clientDate,
    Optional<String> privacy,
    List<String> stunServers,
    Map<String, ZonePolicy> zones) {
  private static final int MAX_STUN = 16;

  /** A world has about a thousand maps. */
  private static final int MAX_ZONES = 2_000;

  public ClientConfig {
    authentication = Limits.sentence(authentication);
    gameServer.ifPresent(Limits::hostAndPort);
    clientDate.ifPresent(Limits::clientDate);
    privacy.ifPresent(Limits::code);
    requireNonNull(stunServers, "stunServers");
    if (stunServers.size() > MAX_STUN) {
      throw new IllegalArgumentException("stun_servers has more than 16 entries");
    }
    if (zones.size() > MAX_ZONES) {
      throw new IllegalArgumentException("zones has more than " + MAX_ZONES + " entries");
    }
    zones.keySet().forEach(Limits::zone);
    stunServers = List.copyOf(stunServers);
    zones = Map.copyOf(zones);
  }

  /** P2P everywhere, and how to log in. */
  public ClientConfig(String authentication, List<String> stunServers) {
    this(
        true,
        authentication,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        stunServers,
        Map.of());
  }
}
