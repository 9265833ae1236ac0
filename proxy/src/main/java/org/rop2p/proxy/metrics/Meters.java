package org.rop2p.proxy.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Numbers that are known at the moment of a scrape, under names and tags. Not thread-safe. */
final class Meters {
  private record Key(String name, Tags tags) {}

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<Key, AtomicReference<Double>> counters = new HashMap<>();
  private final Map<Key, AtomicReference<Double>> gauges = new HashMap<>();

  /** A sum since the start. */
  void counter(String name, String description, Tags tags, double value) {
    counters
        .computeIfAbsent(
            new Key(name, tags),
            key -> {
              AtomicReference<Double> sum = new AtomicReference<>(0.0);
              FunctionCounter.builder(name, sum, AtomicReference::get)
                  .description(description)
                  .tags(tags)
                  .register(registry);
              return sum;
            })
        .set(value);
  }

  /** How things stand. */
  void gauge(String name, String description, Tags tags, double value) {
    gauges
        .computeIfAbsent(
            new Key(name, tags),
            key -> {
              AtomicReference<Double> level = new AtomicReference<>(0.0);
              Gauge.builder(name, level, AtomicReference::get)
                  .description(description)
                  .tags(tags)
                  .register(registry);
              return level;
            })
        .set(value);
  }

  /**
   * A distribution of durations.
   *
   * @param bounds of its buckets, ascending
   * @return takes one in; any thread
   */
  Consumer<Duration> timer(String name, String description, Tags tags, Duration... bounds) {
    return Timer.builder(name)
            .description(description)
            .tags(tags)
            .serviceLevelObjectives(bounds)
            .register(registry)
        ::record;
  }

  /** In Prometheus' text format. */
  String scrape() {
    return registry.scrape();
  }
}
