package org.rop2p.proxy.peer.admission;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The maps on which this player wants links. It can only narrow what the coordinator allows.
 * Thread-safe.
 */
public final class ZoneFilter {
  private final Set<String> zones;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  private ZoneFilter(Set<String> zones) {
    this.zones = zones;
  }

  /**
   * A filter.
   *
   * @param zones empty: all
   */
  public static ZoneFilter of(List<String> zones) {
    return new ZoneFilter(Set.copyOf(zones));
  }

  public boolean wanted(String zone) {
    return zones.isEmpty() || zones.contains(zone);
  }

  /** What the player is to be told as he enters a zone: once for each that he has left out. */
  public Optional<String> notice(String zone) {
    return wanted(zone) || !told.add(zone)
        ? Optional.empty()
        : Optional.of(
            "P2P is off in %s: your own list of zones leaves it out (zones.p2p_enabled_zones,"
                    .formatted(zone)
                + " --zones)");
  }
}
