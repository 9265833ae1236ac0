package org.rop2p.testbed.natlab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rop2p.testbed.demo.DemoReport;
import org.rop2p.testbed.oracle.Count;
import org.rop2p.testbed.oracle.Kind;

/**
 * A game in which everybody plays behind another NAT.
 *
 * @param hosts what each player is behind
 * @param expected how many pairs of them are to link, one way or the other
 * @param found what was wrong in the game, a sentence each
 */
public record GameResult(
    List<String> hosts,
    int expected,
    Links links,
    Map<Kind, Count> counts,
    int disconnects,
    List<String> found) {
  /** Links that were up at some time, by their last path, and how often one went away. */
  public record Links(int direct, int relay, int wentDown) {}

  public GameResult {
    hosts = List.copyOf(hosts);
    counts = new TreeMap<>(counts);
    found = List.copyOf(found);
  }

  static GameResult of(List<String> hosts, int expected, DemoReport report) {
    return new GameResult(
        hosts,
        expected,
        new Links(report.links().direct(), report.links().relay(), report.linkDrops()),
        report.counts(),
        report.disconnects(),
        report.failures());
  }

  /** Whether nothing was lost, doubled or shown where it should not be, and all linked who can. */
  public boolean ok() {
    return failures().isEmpty();
  }

  /** What was wrong, a sentence each. */
  List<String> failures() {
    List<String> failures = new ArrayList<>();
    found.forEach(failure -> failures.add("in the game: " + failure));
    int linked = links.direct() + links.relay();
    if (linked != expected) {
      failures.add(
          "in the game: %d pairs linked where %d are expected".formatted(linked, expected));
    }
    return failures;
  }

  void into(ObjectNode node) {
    ArrayNode behind = node.putArray("hosts");
    hosts.forEach(behind::add);
    node.putObject("links")
        .put("direct", links.direct())
        .put("relay", links.relay())
        .put("expected", expected)
        .put("went_down", links.wentDown());
    ObjectNode kinds = node.putObject("kinds");
    for (Map.Entry<Kind, Count> kind : counts.entrySet()) {
      Count count = kind.getValue();
      kinds
          .putObject(kind.getKey().label())
          .put("shown", count.shown())
          .put("lost", count.lost())
          .put("duplicated", count.duplicated())
          .put("unexpected", count.unexpected());
    }
    node.put("disconnects", disconnects);
    failures().forEach(node.putArray("failures")::add);
    node.put("ok", ok());
  }
}
