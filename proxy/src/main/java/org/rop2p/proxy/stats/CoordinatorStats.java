package org.rop2p.proxy.stats;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.rop2p.coordinator.api.Limits;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.relay.RelayCounters;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.routing.KindCounters.Count;
import org.rop2p.transport.NatType;

/**
 * What the coordinator is told of this process, by the names it knows: counters since start, and
 * levels, whose names begin with {@code now.}. No account, name, address or word is in it. Pure.
 */
public final class CoordinatorStats {
  private static final String OTHER_REJECTS = "rejects.other";

  private CoordinatorStats() {}

  /**
   * How things stand.
   *
   * @param linksDirect links that are up from proxy to proxy
   * @param linksRelay links that are up through TURN servers
   * @param inView players in view of the players of this process, summed over these
   * @param linked those of them that links reach
   * @param nat what is before this process
   */
  public record Levels(long linksDirect, long linksRelay, long inView, long linked, NatType nat) {}

  /** The counters and levels by name, at most {@link Limits#MAX_COUNTERS}. */
  public static Map<String, Long> of(
      Levels levels,
      LinkTotals.Snapshot links,
      RelayCounters.Snapshot relayed,
      KindCounters counters) {
    Map<String, Long> stats = new TreeMap<>();
    stats.put("now.links.direct", levels.linksDirect());
    stats.put("now.links.relay", levels.linksRelay());
    stats.put("now.nat." + levels.nat().name().toLowerCase(Locale.ROOT), 1L);
    stats.put("now.peers.in_view", levels.inView());
    stats.put("now.peers.linked", levels.linked());
    stats.put("links.attempted", links.attempted());
    stats.put("links.up.direct", links.upDirect());
    stats.put("links.up.relay", links.upRelay());
    stats.put("links.up.probed", links.upProbed());
    stats.put("links.failed", links.failed());
    stats.put("links.down", links.down());
    stats.put("links.setup_millis", links.setupMillis());
    stats.put("bytes.peer.sent", links.bytesSent());
    stats.put("bytes.peer.received", links.bytesReceived());
    stats.put("bytes.server.sent", relayed.bytesFromClient());
    stats.put("bytes.server.received", relayed.bytesFromServer());
    long fallbacks = 0;
    for (Kind kind : Kind.values()) {
      String name = "decisions." + kind.label();
      stats.put(name + ".server", counters.get(kind, Count.SERVER));
      stats.put(name + ".mirror", counters.get(kind, Count.MIRRORED));
      stats.put(name + ".offload", counters.get(kind, Count.OFFLOADED));
      fallbacks += counters.get(kind, Count.LATE_MIRRORED);
    }
    stats.put("fallbacks", fallbacks);
    rejects(stats, counters.rejects());
    return stats;
  }

  /** The most frequent by name; the rest, if there are that many, together. */
  private static void rejects(Map<String, Long> stats, Map<String, Long> rejects) {
    int room = Limits.MAX_COUNTERS - stats.size() - 1;
    rejects.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(room)
        .forEach(reject -> stats.put("rejects." + reject.getKey(), reject.getValue()));
    long named =
        stats.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("rejects."))
            .mapToLong(Map.Entry::getValue)
            .sum();
    long all = rejects.values().stream().mapToLong(Long::longValue).sum();
    if (all > named) {
      stats.put(OTHER_REJECTS, all - named);
    }
  }
}
