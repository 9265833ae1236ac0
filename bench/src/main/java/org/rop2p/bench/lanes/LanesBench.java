package org.rop2p.bench.lanes;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.rop2p.bench.world.Programs;
import org.rop2p.bench.world.Resident;
import org.rop2p.bench.world.Town;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.RoProxy;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.testbed.client.HeadlessClient;

/**
 * Authors with a proxy each, and two who watch them from one cell: one through a proxy with links,
 * one straight on the server, both as far from it. All messages go both ways.
 */
final class LanesBench {
  private static final int WATCHER_LINKED = 0;
  private static final int WATCHER_DIRECT = 1;
  private static final int FIRST_AUTHOR = 2;

  /** Squares of three cells around the watchers, all within earshot and apart from each other. */
  private static final List<int[]> CORNERS =
      List.of(new int[] {2, 2}, new int[] {-5, 2}, new int[] {2, -5}, new int[] {-5, -5});

  private static final String MIRROR = "{chat: mirror, emote: mirror, movement: mirror}";
  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** Until everybody has proven every kind, and knows how far the server is. */
  private static final int WARM_UP_BEATS = 4;

  /** For what is underway, and for round trips to be measured anew. */
  private static final long SETTLE_MILLIS = 2_000;

  private static final long POLL_MILLIS = 50;

  /**
   * What to do.
   *
   * @param servers round trips, milliseconds
   * @param peers round trips, milliseconds
   * @param beats of {@link Author#BEAT_MILLIS} at each pair of distances
   * @param jitterMillis of datagrams between proxies, in the second half
   * @param lossPercent of datagrams between proxies, in the second half
   * @param weak whether there is a second half
   */
  record Plan(
      List<Integer> servers,
      List<Integer> peers,
      int beats,
      int jitterMillis,
      double lossPercent,
      boolean weak) {}

  private final Plan plan;
  private final Programs programs;
  private final Consumer<String> narrator;

  LanesBench(Plan plan, Programs programs, Consumer<String> narrator) {
    this.plan = plan;
    this.programs = programs;
    this.narrator = narrator;
  }

  /**
   * Blocks until everything is measured.
   *
   * @throws IOException with a sentence for people, when something failed
   */
  List<Segment> run() throws IOException, InterruptedException {
    List<Segment> segments = new ArrayList<>();
    for (int server : plan.servers()) {
      segments.addAll(world(server));
    }
    return segments;
  }

  private List<Segment> world(int server) throws IOException, InterruptedException {
    Duration oneWay = Duration.ofNanos(TimeUnit.MILLISECONDS.toNanos(server) / 2);
    List<Resident> residents = new ArrayList<>();
    residents.add(new Resident(Town.CENTRE, oneWay, Duration.ZERO));
    residents.add(new Resident(Town.CENTRE, oneWay, Duration.ZERO));
    for (int[] corner : CORNERS) {
      residents.add(new Resident(near(corner), oneWay, Duration.ZERO));
    }
    List<Proxied> proxies = new ArrayList<>();
    ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
    try (Town town = Town.open(programs, residents, MIRROR)) {
      try {
        return segments(server, town, proxies, clock);
      } finally {
        clock.shutdownNow();
        proxies.parallelStream().forEach(one -> one.proxy().close());
      }
    }
  }

  private record Proxied(RoProxy proxy, PeerLine line) {}

  private List<Segment> segments(
      int server, Town town, List<Proxied> proxies, ScheduledExecutorService clock)
      throws IOException, InterruptedException {
    SeenOn linked = new SeenOn();
    SeenOn direct = new SeenOn();
    proxies.add(proxy(town));
    town.logIn(WATCHER_LINKED, proxies.get(0).proxy().listenAddress(), linked::shows);
    town.logIn(WATCHER_DIRECT, town.login(), direct::shows);
    List<Author> authors = new ArrayList<>();
    for (int i = 0; i < CORNERS.size(); i++) {
      Proxied own = proxy(town);
      proxies.add(own);
      HeadlessClient client =
          town.logIn(FIRST_AUTHOR + i, own.proxy().listenAddress(), event -> {});
      authors.add(new Author(client, near(CORNERS.get(i))));
    }
    town.awaitPlaying();
    awaitLinks(proxies.get(0).proxy(), CORNERS.size());
    play(authors, clock, WARM_UP_BEATS);
    List<Segment> segments = new ArrayList<>();
    for (boolean weak : plan.weak() ? new boolean[] {false, true} : new boolean[] {false}) {
      for (int peer : plan.peers()) {
        Distances distances =
            new Distances(
                server, peer, weak ? plan.jitterMillis() : 0, weak ? plan.lossPercent() : 0);
        Segment segment = measure(distances, proxies, authors, linked, direct, clock);
        narrator.accept(line(segment));
        segments.add(segment);
      }
    }
    return segments;
  }

  private Segment measure(
      Distances distances,
      List<Proxied> proxies,
      List<Author> authors,
      SeenOn linked,
      SeenOn direct,
      ScheduledExecutorService clock)
      throws InterruptedException {
    RoProxy watcher = proxies.get(0).proxy();
    int there = distances.peerMillis() - distances.peerMillis() / 2;
    proxies.get(0).line().set(there, distances.jitterMillis(), distances.lossPercent());
    for (Proxied author : proxies.subList(1, proxies.size())) {
      author
          .line()
          .set(distances.peerMillis() / 2, distances.jitterMillis(), distances.lossPercent());
    }
    TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
    authors.forEach(Author::drain);
    linked.drain();
    direct.drain();
    Map<Kind, Long> before = shownFromPeer(watcher);
    play(authors, clock, plan.beats());
    Map<Kind, Long> fromPeer = shownFromPeer(watcher);
    fromPeer.replaceAll((kind, count) -> count - before.get(kind));
    List<Lead.Act> acts = authors.stream().flatMap(author -> author.drain().stream()).toList();
    Map<Kind, Integer> sent = new EnumMap<>(Kind.class);
    acts.forEach(act -> sent.merge(act.said().kind(), 1, Integer::sum));
    return new Segment(distances, sent, fromPeer, Lead.join(acts, linked.drain(), direct.drain()));
  }

  /** Blocks until all have played and what they did has arrived. */
  private void play(List<Author> authors, ScheduledExecutorService clock, int beats)
      throws InterruptedException {
    int stagger = Author.BEAT_MILLIS / authors.size();
    for (int i = 0; i < authors.size(); i++) {
      authors.get(i).play(clock, beats, i * stagger);
    }
    TimeUnit.MILLISECONDS.sleep((long) (beats + 1) * Author.BEAT_MILLIS);
  }

  private static Map<Kind, Long> shownFromPeer(RoProxy proxy) {
    Map<Kind, Long> shown = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      shown.put(kind, proxy.stats().kinds().get(kind.counted()).shownFromPeer());
    }
    return shown;
  }

  private static void awaitLinks(RoProxy proxy, int number)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + START_NANOS;
    while (proxy.stats().links().size() < number) {
      if (System.nanoTime() - end > 0) {
        throw new IOException("the players did not link within a minute");
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private static Proxied proxy(Town town) {
    PeerLine line = new PeerLine();
    return new Proxied(
        RoProxy.start(
            ProxyConfig.defaults()
                .withServer(town.login())
                .withListen(Town.loopback(0))
                .withZones(List.of(Town.ZONE))
                .withCoordinator(town.coordinator())
                .withLoopbackCandidates(true),
            line),
        line);
  }

  private static Cell near(int[] offset) {
    return new Cell(Town.CENTRE.x() + offset[0], Town.CENTRE.y() + offset[1]);
  }

  private static String line(Segment segment) {
    StringBuilder line =
        new StringBuilder(LanesReport.name(segment.distances())).append(": earlier by");
    for (Kind kind : Kind.values()) {
      line.append(" %s %.0f ms".formatted(kind.label(), segment.earlier(kind, 0.5)));
    }
    return line.toString();
  }
}
