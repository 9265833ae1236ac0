package org.rop2p.bench.lanes;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rop2p.bench.machine.Machine;

/** What was measured, for people and as JSON. */
record LanesReport(Machine machine, LanesBench.Plan plan, List<Segment> segments) {
  /** Where the aim is set. */
  private static final Distances AIMED = new Distances(150, 20, 0, 0);

  /** Milliseconds. */
  private static final double AIM = 100;

  private static final double LOW = 0.1;
  private static final double HIGH = 0.9;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  static String name(Distances distances) {
    return String.format(
        Locale.ROOT,
        "server %d ms, peer %d ms%s",
        distances.serverMillis(),
        distances.peerMillis(),
        distances.clean()
            ? ""
            : String.format(
                Locale.ROOT,
                " + 0 to %d ms, %.0f %% lost",
                2 * distances.jitterMillis(),
                distances.lossPercent()));
  }

  /** A table in the documentation's own form. */
  void print(PrintStream out) {
    out.printf(
        "%nEarlier by so many ms: median (10 to 90 %%), of so many messages so many by the peer"
            + " lane%n%n"
            + "| server ms | peer ms | walk | chat | emote |%n"
            + "|---|---|---|---|---|%n");
    for (Segment segment : segments) {
      Distances distances = segment.distances();
      out.printf(
          "| %d | %d%s | %s | %s | %s |%n",
          distances.serverMillis(),
          distances.peerMillis(),
          distances.clean() ? "" : ", weak",
          cell(segment, Kind.WALK),
          cell(segment, Kind.CHAT),
          cell(segment, Kind.EMOTE));
    }
    if (plan.weak()) {
      out.printf(
          Locale.ROOT,
          "weak: each datagram between proxies 0 to %d ms later on each way, %.0f %% lost%n",
          plan.jitterMillis(),
          plan.lossPercent());
    }
    out.printf("%n%s%n", machine.line());
  }

  private static String cell(Segment segment, Kind kind) {
    return "%d (%d to %d), %d of %d"
        .formatted(
            Math.round(segment.earlier(kind, 0.5)),
            Math.round(segment.earlier(kind, LOW)),
            Math.round(segment.earlier(kind, HIGH)),
            segment.fromPeer().get(kind),
            segment.shown(kind));
  }

  /** Why the aim was missed, or that messages were; empty if all is well. */
  String complaint() {
    for (Segment segment : segments) {
      for (Kind kind : Kind.values()) {
        int missing = segment.sent().getOrDefault(kind, 0) - segment.shown(kind);
        if (missing != 0) {
          return "%s: %d messages (%s) were not on both screens"
              .formatted(name(segment.distances()), missing, kind.label());
        }
      }
    }
    Optional<Segment> aimed =
        segments.stream().filter(segment -> segment.distances().equals(AIMED)).findFirst();
    for (Kind kind : aimed.isPresent() ? Kind.values() : new Kind[0]) {
      double earlier = aimed.get().earlier(kind, 0.5);
      if (earlier < AIM) {
        return String.format(
            Locale.ROOT,
            "%s: %s only %.0f ms earlier, less than %.0f",
            name(AIMED),
            kind.label(),
            earlier,
            AIM);
      }
    }
    return "";
  }

  void write(Path file) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    machine.into(root);
    root.putObject("plan")
        .put("beats", plan.beats())
        .put("jitter_ms", plan.jitterMillis())
        .put("loss_percent", plan.lossPercent());
    ArrayNode all = root.putArray("segments");
    for (Segment segment : segments) {
      ObjectNode one =
          all.addObject()
              .put("server_rtt_ms", segment.distances().serverMillis())
              .put("peer_rtt_ms", segment.distances().peerMillis())
              .put("jitter_ms", segment.distances().jitterMillis())
              .put("loss_percent", segment.distances().lossPercent());
      for (Kind kind : Kind.values()) {
        ObjectNode measured =
            one.putObject(kind.label())
                .put("sent", segment.sent().getOrDefault(kind, 0))
                .put("on_both_screens", segment.shown(kind))
                .put("shown_from_peer", segment.fromPeer().get(kind))
                .put("linked_ms_median", segment.linked(kind))
                .put("server_ms_median", segment.direct(kind))
                .put("earlier_ms_median", segment.earlier(kind, 0.5))
                .put("earlier_ms_p10", segment.earlier(kind, LOW))
                .put("earlier_ms_p90", segment.earlier(kind, HIGH));
        ArrayNode each = measured.putArray("earlier_ms");
        for (double value : segment.earlier(kind)) {
          each.add(value);
        }
      }
    }
    root.put("aim_met", complaint().isEmpty());
    JSON.writeValue(file.toFile(), root);
  }
}
