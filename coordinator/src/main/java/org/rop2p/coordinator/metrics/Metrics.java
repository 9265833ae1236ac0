package org.rop2p.coordinator.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.rop2p.coordinator.Event;
import org.rop2p.coordinator.Tally;
import org.rop2p.coordinator.session.SessionInfo;

/**
 * All that one node measures. Sessions are those of the whole world, the rest is this node's. Not
 * thread-safe: all calls come from one event loop.
 */
public final class Metrics implements ProxyStats {
  /** From one event loop turn to a store that hangs. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(20),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10)
  };

  private static final Map<String, ToDoubleFunction<LinkCounts>> OUTCOMES =
      Map.of(
          "direct", LinkCounts::direct, "relay", LinkCounts::relay, "failed", LinkCounts::failed);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ProxyTotals proxies = new ProxyTotals();
  private final Set<String> rejects = new HashSet<>();
  private final Map<String, Timer> storeDone = new HashMap<>();
  private final Map<String, Timer> storeFailed = new HashMap<>();
  private final LongSupplier nanos;
  private final Timer signaling;
  private final Timer lag;
  private final MultiGauge sessions;
  private final MultiGauge players;
  private final Sampler sampler = new Sampler(proxies);
  private long loginsConfirmed;
  private long loginsFailed;

  /**
   * @param tally whose events are shown
   * @param nanos a monotonic clock
   */
  public Metrics(Tally tally, LongSupplier nanos) {
    this.nanos = nanos;
    signaling = timer("rop2p_signaling", "An offer received until it is delivered", Tags.empty());
    lag = timer("rop2p_event_loop_lag", "How late the event loop is", Tags.empty());
    sessions = multi("rop2p_sessions", "P2P sessions of a zone");
    players = multi("rop2p_session_players", "Players in the P2P sessions of a zone");
    for (Event event : Event.values()) {
      String name = event.name().toLowerCase(Locale.ROOT);
      FunctionCounter.builder("rop2p_events", tally, counted -> counted.of(event))
          .tag("event", name)
          .register(registry);
    }
    for (String outcome : List.of("direct", "relay")) {
      total("rop2p_links", Tags.of("outcome", outcome), "links.up." + outcome);
    }
    total("rop2p_links", Tags.of("outcome", "failed"), "links.failed");
    total("rop2p_links_probed", Tags.empty(), "links.up.probed");
    total("rop2p_fallbacks", Tags.empty(), "fallbacks");
    for (String direction : List.of("sent", "received")) {
      total("rop2p_peer_bytes", Tags.of("direction", direction), "bytes.peer." + direction);
      total("rop2p_server_bytes", Tags.of("direction", direction), "bytes.server." + direction);
    }
    for (String kind : Sampler.KINDS) {
      for (String lane : List.of("server", "mirror", "offload")) {
        total(
            "rop2p_decisions",
            Tags.of("kind", kind, "lane", lane),
            "decisions." + kind + "." + lane);
      }
    }
    for (String nat : NatKinds.ALL) {
      for (Map.Entry<String, ToDoubleFunction<LinkCounts>> outcome : OUTCOMES.entrySet()) {
        FunctionCounter.builder(
                "rop2p_nat_links",
                proxies,
                totals -> outcome.getValue().applyAsDouble(totals.links(nat)))
            .tags("nat", nat, "outcome", outcome.getKey())
            .register(registry);
      }
      Gauge.builder("rop2p_proxies", proxies, totals -> totals.reporting(nat))
          .tag("nat", nat)
          .register(registry);
    }
    Gauge.builder("rop2p_players", proxies, ProxyTotals::linked)
        .tag("way", "p2p")
        .register(registry);
    Gauge.builder("rop2p_players", proxies, totals -> totals.reporting() - totals.linked())
        .tag("way", "server")
        .register(registry);
    for (String path : List.of("direct", "relay")) {
      Gauge.builder("rop2p_links_open", proxies, totals -> totals.level("now.links." + path))
          .tag("path", path)
          .register(registry);
    }
  }

  /** Shows how many sockets are open now. */
  public void sockets(IntSupplier open) {
    Gauge.builder("rop2p_sockets", open, IntSupplier::getAsInt)
        .strongReference(true)
        .register(registry);
  }

  /** Shows which version of the rules holds. */
  public void rulesVersion(LongSupplier version) {
    Gauge.builder("rop2p_rules_version", version, LongSupplier::getAsLong)
        .strongReference(true)
        .register(registry);
  }

  /**
   * A try to log in.
   *
   * @param outcome {@code confirmed}, {@code refused}, {@code unavailable} or {@code limited}
   */
  public void login(String outcome) {
    if (outcome.equals("confirmed")) {
      loginsConfirmed++;
    } else {
      loginsFailed++;
    }
    registry.counter("rop2p_logins", "outcome", outcome).increment();
  }

  /** Shows how many lines the log has dropped so far. */
  public void droppedLogLines(LongSupplier dropped) {
    FunctionCounter.builder("rop2p_log_lines_dropped", dropped, LongSupplier::getAsLong)
        .register(registry);
  }

  /**
   * Remembers how things stand; to be called every {@link Series#INTERVAL}.
   *
   * @param playersHere players with a socket on this node who are in a session
   * @param sessionsHere the sessions they are in
   */
  public void sample(Instant now, int playersHere, int sessionsHere) {
    sampler.sample(
        now,
        Map.of(
            Line.PLAYERS,
            (long) playersHere,
            Line.SESSIONS,
            (long) sessionsHere,
            Line.LOGINS_OK,
            loginsConfirmed,
            Line.LOGINS_FAILED,
            loginsFailed));
  }

  /** What was remembered. */
  public Series series() {
    return sampler.series();
  }

  /** What became of links since this node's start. */
  public LinkCounts links() {
    return proxies.links();
  }

  /** The same by the kind of NAT before the proxy that told, all kinds. */
  public Map<String, LinkCounts> linksByNat() {
    Map<String, LinkCounts> links = new LinkedHashMap<>();
    NatKinds.ALL.forEach(nat -> links.put(nat, proxies.links(nat)));
    return links;
  }

  /** How many proxies are behind which kind of NAT now, all kinds. */
  public Map<String, Long> proxiesByNat() {
    Map<String, Long> count = new LinkedHashMap<>();
    NatKinds.ALL.forEach(nat -> count.put(nat, proxies.reporting(nat)));
    return count;
  }

  /** Links that proxy has now, as it told this node; 0 if it told another. */
  public long openLinks(String fingerprint) {
    return proxies.openLinks(fingerprint);
  }

  /** Links of that path that are open now; each of its two proxies tells it. */
  public long openLinks(boolean direct) {
    return proxies.level(direct ? ProxyTotals.DIRECT : ProxyTotals.RELAY);
  }

  /** A turn of the event loop began so long after it was due. */
  public void loopLag(Duration late) {
    lag.record(late);
  }

  /** A call of the store is over. */
  void store(String operation, boolean failed, long tookNanos) {
    (failed ? storeFailed : storeDone)
        .computeIfAbsent(
            operation,
            name ->
                timer(
                    "rop2p_store",
                    "Calls of the store",
                    Tags.of("operation", name, "outcome", failed ? "failed" : "done")))
        .record(Duration.ofNanos(tookNanos));
  }

  long nanos() {
    return nanos.getAsLong();
  }

  @Override
  public void stats(Object socketKey, Map<String, Long> counters) {
    proxies.stats(socketKey, counters, nanos());
  }

  @Override
  public void gone(Object socketKey) {
    proxies.gone(socketKey);
  }

  @Override
  public void offerDelivered(Duration took) {
    signaling.record(took);
  }

  /**
   * Everything in Prometheus' text format.
   *
   * @param open every session of the world; empty while the store does not answer
   */
  public String scrape(List<SessionInfo> open) {
    Map<String, Long> count = new TreeMap<>();
    Map<String, Long> inside = new TreeMap<>();
    for (SessionInfo session : open) {
      count.merge(session.zone(), 1L, Long::sum);
      inside.merge(session.zone(), (long) session.players(), Long::sum);
    }
    show(sessions, count);
    show(players, inside);
    for (String name : proxies.rejects().keySet()) {
      if (rejects.add(name)) {
        total("rop2p_proxy_rejects", Tags.of("reason", name.replaceFirst("rejects.", "")), name);
      }
    }
    return registry.scrape();
  }

  private static void show(MultiGauge gauge, Map<String, Long> byZone) {
    gauge.register(
        byZone.entrySet().stream()
            .<MultiGauge.Row<?>>map(
                zone -> MultiGauge.Row.of(Tags.of("zone", zone.getKey()), zone.getValue()))
            .toList(),
        true);
  }

  private MultiGauge multi(String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  private void total(String name, Tags tags, String counter) {
    FunctionCounter.builder(name, proxies, totals -> totals.total(counter))
        .tags(tags)
        .register(registry);
  }

  private Timer timer(String name, String description, Tags tags) {
    return Timer.builder(name)
        .description(description)
        .tags(tags)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
