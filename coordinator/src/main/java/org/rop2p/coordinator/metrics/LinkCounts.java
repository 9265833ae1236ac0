package org.rop2p.coordinator.metrics;

import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What became of links, as both their proxies told: each link counts twice.
 *
 * @param direct came up from proxy to proxy
 * @param relay came up through a TURN server
 * @param failed ended without having come up
 * @param setupMillis how long those took that came up, together
 */
public record LinkCounts(long direct, long relay, long failed, long setupMillis) {
  static LinkCounts of(Map<String, Long> totals) {
    return of(name -> totals.getOrDefault(name, 0L));
  }

  static LinkCounts of(ToLongFunction<String> total) {
    return new LinkCounts(
        total.applyAsLong("links.up.direct"),
        total.applyAsLong("links.up.relay"),
        total.applyAsLong("links.failed"),
        total.applyAsLong("links.setup_millis"));
  }
}
