package org.rop2p.coordinator.config;

import java.util.Map;
import java.util.Optional;
import org.rop2p.coordinator.api.ZonePolicy;

/**
 * Where P2P is allowed, and what goes to whom there.
 *
 * @param listed the zones the admin names; empty: every zone but instance maps
 */
public record ZoneRules(Map<String, ZonePolicy> listed) {
  /** Every zone that clients ask for, except instance maps. */
  public static final ZoneRules OPEN = new ZoneRules(Map.of());

  public ZoneRules {
    listed = Map.copyOf(listed);
  }

  /** True if clients may ask for zones that are not listed. */
  public boolean open() {
    return listed.isEmpty();
  }

  /** The policy of a zone; empty if P2P is not allowed there. */
  public Optional<ZonePolicy> policyOf(String zone) {
    if (!open()) {
      return Optional.ofNullable(listed.get(zone));
    }
    return isInstance(zone) ? Optional.empty() : Optional.of(ZonePolicy.DEFAULT);
  }

  /**
   * rAthena names an instance's private copy of a map {@code <number>@<map>}; no other name has
   * an @.
   */
  static boolean isInstance(String zone) {
    return zone.indexOf('@') >= 0;
  }
}
