package org.rop2p.coordinator.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rop2p.coordinator.api.ZonePolicy;

/**
 * Where P2P is allowed, and what goes to whom there.
 *
 * @param listed the zones the admin names
 * @param off those of them in which P2P is off; what is listed for them holds when it is on again
 * @param open whether clients may ask for zones that are not listed, except instance maps
 */
public record ZoneRules(Map<String, ZonePolicy> listed, Set<String> off, boolean open) {
  /** Every zone that clients ask for, except instance maps. */
  public static final ZoneRules OPEN = new ZoneRules(Map.of());

  public ZoneRules {
    listed = Map.copyOf(listed);
    off = Set.copyOf(off);
    if (!listed.keySet().containsAll(off)) {
      throw new IllegalArgumentException("a zone that is off must be listed");
    }
    if (listed.isEmpty() && !open) {
      throw new IllegalArgumentException("no zone is listed, and the others are closed");
    }
  }

  /**
   * As the configuration file has it.
   *
   * @param listed the only zones; empty: every zone but instance maps
   */
  public ZoneRules(Map<String, ZonePolicy> listed) {
    this(listed, Set.of(), listed.isEmpty());
  }

  /** The policy of a zone; empty if P2P is not allowed there. */
  public Optional<ZonePolicy> policyOf(String zone) {
    if (off.contains(zone)) {
      return Optional.empty();
    }
    ZonePolicy own = listed.get(zone);
    if (own == null && open && !isInstance(zone)) {
      return Optional.of(ZonePolicy.DEFAULT);
    }
    return Optional.ofNullable(own);
  }

  /**
   * rAthena names an instance's private copy of a map {@code <number>@<map>}; no other name has
   * an @.
   */
  static boolean isInstance(String zone) {
    return zone.indexOf('@') >= 0;
  }
}
