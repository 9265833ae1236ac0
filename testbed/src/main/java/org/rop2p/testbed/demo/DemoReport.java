package org.rop2p.testbed.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.rop2p.testbed.oracle.Count;
import org.rop2p.testbed.oracle.Kind;

/**
 * What a demo came to. Immutable.
 *
 * @param seconds played
 * @param linkDrops links that went away while the game went on
 * @param byPeer acts that were on a screen before the server's copy could be
 * @param failures what was wrong, a sentence each; none: all is well
 */
public record DemoReport(
    int players,
    int unproxied,
    long seconds,
    Map<Kind, LaneCount> lanes,
    Map<Kind, Count> counts,
    LinkBook.Totals links,
    int linkDrops,
    Map<Kind, Integer> byPeer,
    int disconnects,
    List<String> failures) {
  public DemoReport {
    lanes = Map.copyOf(lanes);
    counts = Map.copyOf(counts);
    byPeer = Map.copyOf(byPeer);
    failures = List.copyOf(failures);
  }

  /** The report of a demo that could not be played. */
  static DemoReport notPlayed(DemoOptions options, String why) {
    Map<Kind, LaneCount> lanes = new EnumMap<>(Kind.class);
    Map<Kind, Count> counts = new EnumMap<>(Kind.class);
    Map<Kind, Integer> byPeer = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      lanes.put(kind, LaneCount.NONE);
      counts.put(kind, Count.NONE);
      byPeer.put(kind, 0);
    }
    return new DemoReport(
        options.players(),
        options.unproxied(),
        0,
        lanes,
        counts,
        new LinkBook.Totals(0, 0, 0, 0),
        0,
        byPeer,
        0,
        List.of(why));
  }

  public boolean passed() {
    return failures.isEmpty();
  }

  public int linksSeen() {
    return links.direct() + links.relay();
  }

  /** The report file: its fields are an interface to other tools. */
  public String toJson() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("players", players).put("unproxied", unproxied).put("seconds", seconds);
    ObjectNode kinds = root.putObject("kinds");
    for (Kind kind : Kind.values()) {
      kind(kinds.putObject(kind.label()), lanes.get(kind), counts.get(kind));
    }
    root.putObject("links")
        .put("direct", links.direct())
        .put("relay", links.relay())
        .put("setup_p50_ms", links.setupMillis50())
        .put("rtt_p50_ms", links.rttMillis50());
    root.put("disconnects", disconnects);
    return root.toPrettyString();
  }

  private static void kind(ObjectNode node, LaneCount lane, Count count) {
    node.put("sent", lane.sent())
        .put("offloaded", lane.offloaded())
        .put("mirrored", lane.mirrored())
        .put("server", lane.server())
        .put("late_mirrored", lane.lateMirrored())
        .put("proof_or_sample", lane.proofOrSample())
        .put("expected", count.expected())
        .put("shown", count.shown())
        .put("lost", count.lost())
        .put("duplicated", count.duplicated())
        .put("unexpected", count.unexpected())
        .put("undecided", count.undecided());
  }
}
