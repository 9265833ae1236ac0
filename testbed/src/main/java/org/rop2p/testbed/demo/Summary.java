package org.rop2p.testbed.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.rop2p.testbed.demo.Lanes.Lane;
import org.rop2p.testbed.demo.fault.Fault;
import org.rop2p.testbed.demo.world.LaneCount;
import org.rop2p.testbed.oracle.Count;
import org.rop2p.testbed.oracle.Kind;
import org.rop2p.testbed.oracle.Shown;

/** The closing table for people. */
final class Summary {
  /** A terminal has 120 columns at least. */
  private static final int FAULTS_A_LINE = 5;

  private Summary() {}

  /**
   * The table's lines.
   *
   * @param proxied accounts that play through a proxy: only they can be faster than the server
   */
  static List<String> lines(
      DemoReport report, List<Shown> shown, Set<Integer> proxied, Lanes lanes) {
    List<String> lines = new ArrayList<>();
    lines.add(
        row(
            "",
            "sent",
            "mirrored",
            "offloaded",
            "server",
            "expected",
            "shown",
            "lost",
            "twice",
            "wrong",
            "undecided",
            "order",
            "peer p50",
            "server p50"));
    for (Kind kind : Kind.values()) {
      lines.add(row(kind, report, shown, proxied, lanes));
    }
    LinkBook.Totals links = report.links();
    lines.add(
        String.format(
            Locale.ROOT,
            "links: %d direct, %d relayed, set up in %d ms, round trip %d ms (medians);"
                + " %d went down; %d unexpected disconnects",
            links.direct(),
            links.relay(),
            links.setupMillis50(),
            links.rttMillis50(),
            report.linkDrops(),
            report.disconnects()));
    lines.add(
        String.format(
            Locale.ROOT,
            "server: got %d lines, %d emotes, %d walks, %d others, sent %d kB; with somebody unlinked"
                + " near: %d of %d",
            report.received().chat(),
            report.received().emote(),
            report.received().movement(),
            report.received().other(),
            report.received().s2cBytes() / 1_000,
            report.uncovered().reachedServer(),
            report.uncovered().sent()));
    lines.add(
        String.format(
            Locale.ROOT,
            "screens: off by %.0f cells at most when at rest; jumps p99 %.2f, max %.2f cells"
                + " (without proxy %.2f, %.2f)",
            report.positionErrors().max(),
            report.jumpsByPeer().p99(),
            report.jumpsByPeer().max(),
            report.jumpsDirect().p99(),
            report.jumpsDirect().max()));
    lines.add(
        String.format(
            Locale.ROOT,
            "clicks: the server's first step begins %.0f ms after they could be there, at most",
            report.clickWaits().max()));
    lines.addAll(broken(report));
    return lines;
  }

  /** Why messages took their lanes, and why peers' words were refused; the most frequent first. */
  static List<String> reasons(Map<String, Long> reasons) {
    List<String> lines = new ArrayList<>();
    for (String of : List.of("CHAT.", "EMOTE.", "MOVEMENT.", "rejected.")) {
      String counts =
          reasons.entrySet().stream()
              .filter(one -> one.getKey().startsWith(of))
              .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
              .map(one -> one.getKey().substring(of.length()) + " " + one.getValue())
              .collect(Collectors.joining(", "));
      if (!counts.isEmpty()) {
        lines.add(of.substring(0, of.length() - 1).toLowerCase(Locale.ROOT) + ": " + counts);
      }
    }
    return lines;
  }

  private static List<String> broken(DemoReport report) {
    List<String> done =
        Arrays.stream(Fault.values())
            .filter(fault -> report.faults().getOrDefault(fault, 0) > 0)
            .map(fault -> fault.label() + " " + report.faults().get(fault))
            .toList();
    List<String> lines = new ArrayList<>();
    for (int from = 0; from < done.size(); from += FAULTS_A_LINE) {
      int to = Math.min(done.size(), from + FAULTS_A_LINE);
      lines.add((from == 0 ? "faults: " : "        ") + String.join(", ", done.subList(from, to)));
    }
    return lines;
  }

  private static String row(
      Kind kind, DemoReport report, List<Shown> shown, Set<Integer> proxied, Lanes lanes) {
    LaneCount lane = report.lanes().get(kind);
    Count count = report.counts().get(kind);
    return row(
        kind.label(),
        lane.sent(),
        lane.mirrored(),
        lane.offloaded(),
        lane.server(),
        count.expected(),
        count.shown(),
        count.lost(),
        count.duplicated(),
        count.unexpected(),
        count.undecided(),
        count.outOfOrder(),
        median(shown, kind, Lane.PEER, proxied, lanes),
        median(shown, kind, Lane.SERVER, proxied, lanes));
  }

  private static String median(
      List<Shown> shown, Kind kind, Lane lane, Set<Integer> proxied, Lanes lanes) {
    List<Double> delays =
        shown.stream()
            .filter(one -> one.act().content().kind() == kind)
            .filter(one -> one.display().observer() != one.act().author())
            .filter(one -> laneOf(one, proxied, lanes) == lane)
            .map(one -> one.delayNanos() / 1e6)
            .collect(Collectors.toList());
    return delays.isEmpty() ? "-" : String.format(Locale.ROOT, "%.1f ms", Median.of(delays));
  }

  /** A client without a proxy hears only the server. */
  static Lane laneOf(Shown shown, Set<Integer> proxied, Lanes lanes) {
    return proxied.contains(shown.display().observer())
        ? lanes.of(shown).orElse(null)
        : Lane.SERVER;
  }

  private static String row(Object... cells) {
    return String.format(
            Locale.ROOT, "%-9s %6s %8s %9s %6s %8s %6s %5s %5s %6s %9s %7s %9s %10s", cells)
        .stripTrailing();
  }
}
