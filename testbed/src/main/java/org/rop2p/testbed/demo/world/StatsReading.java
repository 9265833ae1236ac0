package org.rop2p.testbed.demo.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rop2p.testbed.oracle.Kind;
import org.rop2p.transport.LinkPath;

/** A line of a proxy's stats file in the demo's terms; what is missing counts as nothing. */
final class StatsReading {
  private StatsReading() {}

  static List<LinkSight> links(JsonNode line) {
    List<LinkSight> links = new ArrayList<>();
    for (JsonNode link : line.path("links")) {
      links.add(
          new LinkSight(
              link.path("local").asText(),
              link.path("remote").asText(),
              link.path("path").asText().equals(LinkPath.RELAY.label()),
              link.path("setup_ms").asLong(),
              link.path("rtt_ms").asInt(-1)));
    }
    return links;
  }

  static Map<String, Long> reasons(JsonNode line) {
    Map<String, Long> reasons = new TreeMap<>();
    line.path("decisions")
        .properties()
        .forEach(one -> reasons.put(one.getKey(), one.getValue().asLong()));
    line.path("rejects")
        .properties()
        .forEach(one -> reasons.put("rejected." + one.getKey(), one.getValue().asLong()));
    return reasons;
  }

  static Map<Kind, LaneCount> lanes(JsonNode line) {
    Map<Kind, LaneCount> lanes = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      JsonNode count = line.path("kinds").path(kind.label());
      lanes.put(
          kind,
          new LaneCount(
              count.path("sent").asLong(),
              count.path("offloaded").asLong(),
              count.path("mirrored").asLong(),
              count.path("server").asLong(),
              count.path("late_mirrored").asLong(),
              count.path("proof_or_sample").asLong(),
              count.path("shown_from_peer").asLong(),
              count.path("server_copies_dropped").asLong()));
    }
    return lanes;
  }
}
