package org.rop2p.coordinator.api;

import java.util.List;

/**
 * What the admin wants every client to use.
 *
 * @param authentication how to log in: {@code none} or {@code rathena-web}
 * @param stunServers {@code stun:host:port}, at most 16
 */
public record ClientConfig(String authentication, List<String> stunServers) {
  public ClientConfig {
    authentication = Limits.sentence(authentication);
    if (stunServers.size() > 16) {
      throw new IllegalArgumentException("stun_servers has more than 16 entries");
    }
    stunServers = List.copyOf(stunServers);
  }
}
