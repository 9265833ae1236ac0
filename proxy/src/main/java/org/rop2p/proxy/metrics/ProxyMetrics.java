package org.rop2p.proxy.metrics;

import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.rop2p.codec.Direction;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.play.CharacterView;
import org.rop2p.proxy.play.Presence.Reach;
import org.rop2p.proxy.relay.PassTimes;
import org.rop2p.proxy.routing.Lane;
import org.rop2p.proxy.stats.LinkTotals;
import org.rop2p.proxy.stats.ProxyStats;
import org.rop2p.proxy.stats.ProxyStats.KindStats;
import org.rop2p.proxy.words.Standing;
import org.rop2p.transport.LinkPath;

/**
 * What one proxy counts, for Prometheus; names begin with {@code rop2p_proxy_}. Nothing is made
 * before somebody scrapes. Thread-safe.
 */
public final class ProxyMetrics {
  private static final String PREFIX = "rop2p_proxy_";

  /** Microseconds: what a loop takes, and what a player begins to feel. */
  private static final int[] LATENCIES = {
    10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 50_000
  };

  private static final double MILLIS = TimeUnit.SECONDS.toMillis(1);

  private final PassTimes passTimes;
  private final Supplier<ProxyStats> stats;
  private final Supplier<LinkTotals.Snapshot> links;
  private final Supplier<List<CharacterView>> characters;
  private Meters meters;

  public ProxyMetrics(
      PassTimes passTimes,
      Supplier<ProxyStats> stats,
      Supplier<LinkTotals.Snapshot> links,
      Supplier<List<CharacterView>> characters) {
    this.passTimes = passTimes;
    this.stats = stats;
    this.links = links;
    this.characters = characters;
  }

  /** Everything in Prometheus' text format, version 0.0.4. */
  public synchronized String scrape() {
    if (meters == null) {
      meters = new Meters();
      passTimes.tell(addedLatency());
    }
    ProxyStats now = stats.get();
    relayed(now);
    now.kinds().forEach(this::copies);
    decisions(now.decisions());
    now.rejects()
        .forEach(
            (reason, count) ->
                counter("rejected", "Peer messages refused", Tags.of("reason", reason), count));
    open(now.links());
    totals(links.get());
    characters(characters.get());
    return meters.scrape();
  }

  private PassTimes.Sink addedLatency() {
    Duration[] bounds =
        IntStream.of(LATENCIES)
            .mapToObj(micros -> Duration.of(micros, ChronoUnit.MICROS))
            .toArray(Duration[]::new);
    Map<Direction, Consumer<Duration>> timers = new EnumMap<>(Direction.class);
    for (Direction direction : Direction.values()) {
      timers.put(
          direction,
          meters.timer(
              PREFIX + "added_latency",
              "From bytes read to bytes passed on, of a sample of reads since the first scrape",
              Tags.of("from", direction == Direction.CLIENT_TO_SERVER ? "client" : "server"),
              bounds));
    }
    return (from, nanos) -> timers.get(from).accept(Duration.ofNanos(nanos));
  }

  private void relayed(ProxyStats now) {
    var relayed = now.relayed();
    String bytes = "Bytes between clients and servers";
    counter("relay_bytes", bytes, Tags.of("from", "client"), relayed.bytesFromClient());
    counter("relay_bytes", bytes, Tags.of("from", "server"), relayed.bytesFromServer());
    String frames = "Packets between clients and servers";
    counter("relay_frames", frames, Tags.of("from", "client"), relayed.framesFromClient());
    counter("relay_frames", frames, Tags.of("from", "server"), relayed.framesFromServer());
    counter("relay_blind", "Connections that could not be read", Tags.empty(), relayed.blind());
    counter(
        "relay_unreadable", "Packets shorter than they say", Tags.empty(), relayed.unreadable());
  }

  private void copies(Kind kind, KindStats of) {
    String text = "What became of copies";
    Map<String, Long> outcomes =
        Map.of(
            "shown_from_peer", of.shownFromPeer(),
            "server_copy_dropped", of.serverCopiesDropped(),
            "peer_copy_dropped", of.peerCopiesDropped(),
            "rolled_back", of.rolledBack(),
            "late_mirrored", of.lateMirrored());
    outcomes.forEach(
        (outcome, count) ->
            counter("copies", text, Tags.of("kind", kind.label(), "outcome", outcome), count));
    Map<Lane, Long> lanes =
        Map.of(Lane.SERVER, of.server(), Lane.MIRROR, of.mirrored(), Lane.OFFLOAD, of.offloaded());
    lanes.forEach(
        (lane, count) ->
            counter(
                "messages",
                "Own messages by lane",
                Tags.of("kind", kind.label(), "lane", lower(lane)),
                count));
  }

  /** By {@code KIND.LANE.REASON}. */
  private void decisions(Map<String, Long> decisions) {
    decisions.forEach(
        (name, count) -> {
          String[] parts = name.toLowerCase(Locale.ROOT).split("\\.", -1);
          counter(
              "decisions",
              "Routing decisions and why",
              Tags.of("kind", parts[0], "lane", parts[1], "reason", parts[2]),
              count);
        });
  }

  private void open(List<ProxyStats.LinkStats> links) {
    for (LinkPath path : LinkPath.values()) {
      Tags tags = Tags.of("path", path.label());
      List<ProxyStats.LinkStats> by =
          links.stream().filter(link -> link.path().equals(path.label())).toList();
      gauge("links_open", "Links that are up", tags, by.size());
      int[] times =
          by.stream()
              .mapToInt(ProxyStats.LinkStats::rttMillis)
              .filter(rtt -> rtt >= 0)
              .sorted()
              .toArray();
      gauge("link_rtt_median_seconds", "There and back, half the links", tags, median(times));
      gauge(
          "link_rtt_max_seconds",
          "There and back, the slowest link",
          tags,
          times.length == 0 ? Double.NaN : times[times.length - 1] / MILLIS);
    }
  }

  private void totals(LinkTotals.Snapshot totals) {
    String text = "Links begun, by what became of them";
    counter("links", text, Tags.of("outcome", "direct"), totals.upDirect());
    counter("links", text, Tags.of("outcome", "relay"), totals.upRelay());
    counter("links", text, Tags.of("outcome", "failed"), totals.failed());
    counter("links_probed", "Direct ones that were met by chance", Tags.empty(), totals.upProbed());
    counter("links_ended", "Links that were up and ended", Tags.empty(), totals.down());
    counter(
        "link_setup_seconds",
        "Time that links took to come up, together",
        Tags.empty(),
        totals.setupMillis() / MILLIS);
    String bytes = "Bytes between proxies, before TLS";
    counter("peer_bytes", bytes, Tags.of("direction", "sent"), totals.bytesSent());
    counter("peer_bytes", bytes, Tags.of("direction", "received"), totals.bytesReceived());
  }

  private void characters(List<CharacterView> views) {
    for (Standing.State state : Standing.State.values()) {
      gauge(
          "characters",
          "Characters that play, by how their P2P stands",
          Tags.of("state", lower(state)),
          count(views, view -> view.standing().state() == state ? 1 : 0));
    }
    for (Reach reach : Reach.values()) {
      gauge(
          "players_in_view",
          "Players in view of these characters, by how they are reached",
          Tags.of("lane", reach.label()),
          count(
              views,
              view -> view.players().stream().filter(seen -> seen.reach() == reach).count()));
    }
    int[] earlier =
        views.stream()
            .flatMap(view -> view.players().stream())
            .flatMapToInt(seen -> seen.earlierMillis().stream())
            .sorted()
            .toArray();
    gauge(
        "head_start_median_seconds",
        "How much earlier than the server peers show what they do, half the players in view",
        Tags.empty(),
        median(earlier));
  }

  private static double count(List<CharacterView> views, ToDoubleFunction<CharacterView> of) {
    return views.stream().mapToDouble(of).sum();
  }

  /** In seconds; of none it is not a number. */
  private static double median(int[] sortedMillis) {
    return IntStream.of(sortedMillis)
        .skip(Math.max(0, (sortedMillis.length - 1) / 2))
        .mapToDouble(millis -> millis / MILLIS)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** Counts beyond 2^53 would lose their last digits. */
  private void counter(String name, String description, Tags tags, long value) {
    counter(name, description, tags, (double) value);
  }

  private void counter(String name, String description, Tags tags, double value) {
    meters.counter(PREFIX + name, description, tags, value);
  }

  private void gauge(String name, String description, Tags tags, double value) {
    meters.gauge(PREFIX + name, description, tags, value);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
