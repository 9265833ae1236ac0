package org.rop2p.coordinator.api;

import java.util.Locale;
import java.util.Optional;

/** Where one kind of packet goes in one zone, from the narrowest to the widest. */
public enum Policy {
  /** To the game server only. */
  SERVER,
  /** To the game server and to linked peers. */
  MIRROR,
  /**
   * To peers only, while the whole audience is linked and healthy; otherwise as {@link #MIRROR}.
   */
  OFFLOAD;

  /** The name on the wire and in configuration: lower case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The policy of that {@linkplain #wireName wire name}, if there is one. */
  public static Optional<Policy> ofWireName(String name) {
    for (Policy policy : values()) {
      if (policy.wireName().equals(name)) {
        return Optional.of(policy);
      }
    }
    return Optional.empty();
  }
}
