package org.rop2p.proxy.peer.admission;

import java.util.List;
import java.util.Set;

/**
 * The maps on which this player wants links. It can only narrow what the coordinator allows.
 *
 * @param zones empty: all
 */
public record ZoneFilter(Set<String> zones) {
  public ZoneFilter {
    zones = Set.copyOf(zones);
  }

  public static ZoneFilter of(List<String> zones) {
    return new ZoneFilter(Set.copyOf(zones));
  }

  public boolean wanted(String zone) {
    return zones.isEmpty() || zones.contains(zone);
  }
}
