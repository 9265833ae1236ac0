package org.rop2p.bench.flood;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What one run showed.
 *
 * @param flood what it says it did; missing when it was off
 * @param rejects what the flooded proxy refused meanwhile, by reason
 */
record FloodRun(
    Aim aim,
    int pair,
    double p50Micros,
    double p99Micros,
    double p999Micros,
    JsonNode flood,
    Map<String, Long> rejects) {

  /** Envelopes that went to the flooded proxy each second, by a link or after its end. */
  double sentPerSecond() {
    double seconds = flood.path("seconds").asDouble();
    return seconds == 0
        ? 0
        : (flood.path("by_link").asLong() + flood.path("after_end").asLong()) / seconds;
  }
}
