package org.rop2p.coordinator.metrics;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What all proxies of this node counted, added up. Totals never go backwards: they grow by how much
 * each socket's counters have grown. A socket's first report is where its counting begins, as it
 * may tell again what an earlier socket of the same proxy told. Levels are the sum of what the open
 * sockets told last.
 *
 * <p>Proxies may lie: names that nobody knows are ignored, and no socket adds more than {@link
 * #growth} in its time. Not thread-safe; times are nanoseconds of one monotonic clock.
 */
final class ProxyTotals {
  /** Where reasons go that are one too many. */
  static final String OTHER_REJECTS = "rejects.other";

  /** About three times what proxies know. */
  static final int MOST_REASONS = 64;

  /** More than a screen holds. */
  static final long HIGHEST_LEVEL = 1_000;

  /** A gigabit line, full both ways. */
  static final long BYTES_PER_SECOND = 125_000_000;

  /** Ten times what a crowd of walking players makes. */
  static final long EVENTS_PER_SECOND = 10_000;

  /** Reports come every 10 s; who is silent for long does not save up the right to lie. */
  private static final long LONGEST = Duration.ofSeconds(30).toNanos();

  static final String DIRECT = "now.links.direct";
  static final String RELAY = "now.links.relay";

  private static final String LEVEL = "now.";
  private static final String LINKS = "links.";
  private static final String REJECTS = "rejects.";
  private static final Pattern KNOWN =
      Pattern.compile(
          "now\\.links\\.(direct|relay)|now\\.peers\\.(in_view|linked)"
              + "|now\\.nat\\.(none|cone|symmetric|blocked|unknown)"
              + "|links\\.(attempted|up\\.(direct|relay|probed)|failed|down|setup_millis)"
              + "|bytes\\.(peer|server)\\.(sent|received)"
              + "|decisions\\.(chat|emote|movement)\\.(server|mirror|offload)"
              + "|fallbacks|rejects\\.[a-z0-9_-]{1,32}");

  private final Map<Object, Report> last = new HashMap<>();
  private final Map<String, Long> totals = new TreeMap<>();

  /** What of {@link #totals} is about links, by the kind of NAT that its proxy told with it. */
  private final Map<String, Map<String, Long>> linksByNat = new TreeMap<>();

  private record Report(Map<String, Long> counters, String nat, long nanos) {
    long level(String name) {
      return Math.min(Math.max(counters.getOrDefault(name, 0L), 0), HIGHEST_LEVEL);
    }
  }

  void stats(Object socketKey, Map<String, Long> told, long nanos) {
    Map<String, Long> counters = new HashMap<>(told);
    counters.keySet().removeIf(name -> !KNOWN.matcher(name).matches());
    Report report = new Report(Map.copyOf(counters), NatKinds.of(counters), nanos);
    Report earlier = last.put(socketKey, report);
    if (earlier != null) {
      counters.forEach((name, value) -> grow(name, value, earlier, report));
    }
  }

  void gone(Object socketKey) {
    last.remove(socketKey);
  }

  /** What was counted by that name so far. */
  long total(String name) {
    return totals.getOrDefault(name, 0L);
  }

  /** By reason; at most {@link #MOST_REASONS} and one. */
  Map<String, Long> rejects() {
    Map<String, Long> rejects = new TreeMap<>(totals);
    rejects.keySet().removeIf(name -> !name.startsWith(REJECTS));
    return rejects;
  }

  /** The sum of all reasons. */
  long rejected() {
    return rejects().values().stream().reduce(0L, ProxyTotals::added);
  }

  /** Open sockets that have told that kind of NAT last. */
  long reporting(String nat) {
    return last.values().stream().filter(report -> report.nat().equals(nat)).count();
  }

  LinkCounts links() {
    return LinkCounts.of(this::total);
  }

  /** Of the proxies behind such a NAT, as they told. */
  LinkCounts links(String nat) {
    return LinkCounts.of(linksByNat.getOrDefault(nat, Map.of()));
  }

  /** As that socket told last; 0 if it has not. */
  long openLinks(Object socketKey) {
    Report report = last.get(socketKey);
    return report == null ? 0 : report.level(DIRECT) + report.level(RELAY);
  }

  /** The sum of a level over the open sockets. */
  long level(String name) {
    return last.values().stream().mapToLong(report -> report.level(name)).sum();
  }

  /** Open sockets that have reported. */
  int reporting() {
    return last.size();
  }

  /** Those of them with a link to somebody. */
  int linked() {
    return (int) last.values().stream().filter(r -> r.level("now.peers.linked") > 0).count();
  }

  private void grow(String name, long value, Report earlier, Report report) {
    long before = earlier.counters().getOrDefault(name, 0L);
    if (name.startsWith(LEVEL) || value <= before) {
      return;
    }
    long grown = Math.min(value - before, growth(name, report.nanos() - earlier.nanos()));
    if (grown > 0 && name.startsWith(LINKS)) {
      linksByNat
          .computeIfAbsent(report.nat(), kind -> new TreeMap<>())
          .merge(name, grown, ProxyTotals::added);
    }
    if (grown > 0) {
      totals.merge(known(name), grown, ProxyTotals::added);
    }
  }

  /** The most that one socket's counter grows by in that time. */
  static long growth(String name, long nanos) {
    long perSecond = name.startsWith("bytes.") ? BYTES_PER_SECOND : EVENTS_PER_SECOND;
    double seconds = (double) Math.min(Math.max(nanos, 0), LONGEST) / 1_000_000_000;
    return (long) (perSecond * seconds);
  }

  /** Names that clients choose freely are bounded. */
  private String known(String name) {
    boolean oneTooMany =
        name.startsWith(REJECTS) && !totals.containsKey(name) && rejects().size() >= MOST_REASONS;
    return oneTooMany ? OTHER_REJECTS : name;
  }

  private static long added(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
