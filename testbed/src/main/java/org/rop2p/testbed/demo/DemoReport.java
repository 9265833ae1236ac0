package org.rop2p.testbed.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.rop2p.testbed.demo.fault.Fault;
import org.rop2p.testbed.demo.world.DemoOptions;
import org.rop2p.testbed.demo.world.LaneCount;
import org.rop2p.testbed.oracle.Count;
import org.rop2p.testbed.oracle.Kind;
import org.rop2p.testbed.oracle.Upstream.Uncovered;
import org.rop2p.testbed.server.ReceivedCounts;

/**
 * What a demo came to. Immutable.
 *
 * @param seconds played
 * @param linkDrops links that went away while the game went on
 * @param byPeer acts that were on a screen before the server's copy could be
 * @param disconnects that no fault asked for
 * @param received what the server's map connections got and sent
 * @param positionErrors cells between server and screens, a second after each stop
 * @param jumpsByPeer how far units jumped on screens behind a proxy, cells
 * @param jumpsDirect and on those straight on the server
 * @param clickWaits milliseconds from a click of the proxied to the first step at the server, less
 *     the way there; the step before is part of it
 * @param faults how often each was done, zeros too
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
    ReceivedCounts received,
    Spread positionErrors,
    Spread jumpsByPeer,
    Spread jumpsDirect,
    Uncovered uncovered,
    Spread clickWaits,
    Map<Fault, Integer> faults,
    List<String> failures) {
  public DemoReport {
    lanes = Map.copyOf(lanes);
    counts = Map.copyOf(counts);
    byPeer = Map.copyOf(byPeer);
    faults = Map.copyOf(faults);
    failures = List.copyOf(failures);
  }

  /** The report of a demo that could not be played. */
  static DemoReport notPlayed(DemoOptions options, String why) {
    Map<Kind, LaneCount> lanes = new EnumMap<>(Kind.class);
    Map<Kind, Integer> byPeer = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      lanes.put(kind, LaneCount.NONE);
      byPeer.put(kind, 0);
    }
    return new DemoReport(
        options.players(),
        options.unproxied(),
        0,
        lanes,
        Verdict.noCounts(),
        new LinkBook.Totals(0, 0, 0, 0),
        0,
        byPeer,
        0,
        new ReceivedCounts(0, 0, 0, 0, 0),
        Spread.NONE,
        Spread.NONE,
        Spread.NONE,
        new Uncovered(0, 0),
        Spread.NONE,
        Map.of(),
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
        .put("rtt_p50_ms", links.rttMillis50())
        .put("went_down", linkDrops);
    root.put("disconnects", disconnects);
    ObjectNode server = root.putObject("server");
    server
        .putObject("c2s")
        .put("chat", received.chat())
        .put("emote", received.emote())
        .put("movement", received.movement())
        .put("other", received.other());
    server.put("s2c_bytes", received.s2cBytes());
    spread(root.putObject("position_error_cells"), positionErrors);
    ObjectNode jumps = root.putObject("display_jump_cells");
    spread(jumps.putObject("peer"), jumpsByPeer);
    spread(jumps.putObject("direct"), jumpsDirect);
    spread(root.putObject("click_wait_ms"), clickWaits);
    ObjectNode broken = root.putObject("faults");
    for (Fault fault : Fault.values()) {
      broken.put(fault.label(), faults.getOrDefault(fault, 0));
    }
    root.putObject("uncovered")
        .put("sent", uncovered.sent())
        .put("reached_server", uncovered.reachedServer());
    return root.toPrettyString();
  }

  private static void spread(ObjectNode node, Spread spread) {
    node.put("p99", hundredths(spread.p99())).put("max", hundredths(spread.max()));
  }

  private static double hundredths(double cells) {
    return Math.round(cells * 100) / 100.0;
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
