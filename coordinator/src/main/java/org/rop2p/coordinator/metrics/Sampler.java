package org.rop2p.coordinator.metrics;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the samples of a {@link Series} of what grows. Not thread-safe. */
final class Sampler {
  static final List<String> KINDS = List.of("chat", "emote", "movement");

  private final ProxyTotals proxies;
  private final Series series = new Series();
  private final Map<Line, Long> before = new EnumMap<>(Line.class);

  Sampler(ProxyTotals proxies) {
    this.proxies = proxies;
  }

  Series series() {
    return series;
  }

  /**
   * One more sample.
   *
   * @param own what proxies do not tell
   */
  void sample(Instant now, Map<Line, Long> own) {
    Map<Line, Long> sample = new EnumMap<>(own);
    LinkCounts links = proxies.links();
    sample.put(Line.LINKS_DIRECT, proxies.level(ProxyTotals.DIRECT));
    sample.put(Line.LINKS_RELAY, proxies.level(ProxyTotals.RELAY));
    sample.put(Line.LINK_ATTEMPTS_OK, links.direct() + links.relay());
    sample.put(Line.LINK_ATTEMPTS_FAILED, links.failed());
    sample.put(Line.MESSAGES_SERVER, decided("server"));
    sample.put(Line.MESSAGES_MIRROR, decided("mirror"));
    sample.put(Line.MESSAGES_OFFLOAD, decided("offload"));
    sample.put(Line.REJECTS, proxies.rejected());
    sample.replaceAll(
        (line, value) ->
            line.isLevel()
                ? value
                : value - Optional.ofNullable(before.put(line, value)).orElse(0L));
    series.add(now, sample);
  }

  private long decided(String lane) {
    return KINDS.stream().mapToLong(kind -> proxies.total("decisions." + kind + "." + lane)).sum();
  }
}
