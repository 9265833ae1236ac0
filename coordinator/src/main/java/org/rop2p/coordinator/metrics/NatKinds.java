package org.rop2p.coordinator.metrics;

import java.util.List;
import java.util.Map;

/** The kinds of NAT that proxies report, as levels: the one before them is 1. */
final class NatKinds {
  /** None before the proxy; the same port for all; another for each; nothing comes back. */
  static final List<String> ALL = List.of("none", "cone", "symmetric", "blocked", "unknown");

  /** What a proxy is that tells none, or several. */
  static final String UNKNOWN = "unknown";

  private static final String LEVEL = "now.nat.";

  private NatKinds() {}

  /** The one kind that a report tells. */
  static String of(Map<String, Long> counters) {
    List<String> told =
        ALL.stream().filter(kind -> counters.getOrDefault(LEVEL + kind, 0L) > 0).toList();
    return told.size() == 1 ? told.get(0) : UNKNOWN;
  }
}
