package org.rop2p.coordinator.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rop2p.coordinator.api.Limits;
import org.rop2p.coordinator.api.Policy;
import org.rop2p.coordinator.api.ZonePolicy;

/** Reads {@code zones}: a list of names, or a section for each zone. */
final class ZonesSection {
  private static final String NAME = "a map name in lower case without .gat, like prontera";

  private ZonesSection() {}

  static ZoneRules of(Section root) {
    Map<String, ZonePolicy> listed = new LinkedHashMap<>();
    if (root.isList("zones")) {
      names(root, "zones", listed);
      return new ZoneRules(listed);
    }
    Section zones = root.section("zones");
    // As the client's configuration has them.
    names(zones, "p2p_enabled_zones", listed);
    zones.flag("fallback_on_failure", true);
    for (String zone : List.copyOf(zones.keys())) {
      if (!zone.equals("p2p_enabled_zones") && !zone.equals("fallback_on_failure")) {
        zone(zones, zone, listed);
      }
    }
    return new ZoneRules(listed);
  }

  private static void names(Section section, String key, Map<String, ZonePolicy> listed) {
    section.texts(key, Limits::isZone, NAME).forEach(zone -> listed.put(zone, ZonePolicy.DEFAULT));
  }

  private static void zone(Section zones, String zone, Map<String, ZonePolicy> listed) {
    Section section = zones.section(zone);
    if (!Limits.isZone(zone)) {
      zones.wrong(zone, zone, NAME);
      return;
    }
    listed.put(
        zone,
        new ZonePolicy(
            policy(section, "chat", ZonePolicy.DEFAULT.chat()),
            policy(section, "emote", ZonePolicy.DEFAULT.emote()),
            policy(section, "movement", ZonePolicy.DEFAULT.movement())));
    section.warnOfUnknownKeys();
  }

  private static Policy policy(Section zone, String kind, Policy absent) {
    String name =
        zone.text(
            kind,
            absent.wireName(),
            value -> Policy.ofWireName(value).isPresent(),
            "server, mirror or offload");
    return Policy.ofWireName(name).orElse(absent);
  }
}
