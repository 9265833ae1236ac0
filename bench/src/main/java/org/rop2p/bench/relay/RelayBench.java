package org.rop2p.bench.relay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.rop2p.bench.stats.Percentiles;

/** Measures all ways by turns: A B C D, then D C B A, so that what drifts hits all alike. */
final class RelayBench {
  /** As many messages a second as fit two cores together with the measuring itself. */
  private static final double MESSAGES_PER_SECOND = 2_500;

  /** Few clients play faster than recorded, up to here. */
  private static final double MAX_SPEED = 150;

  /** What compiles the hot path of a JVM proxy within seconds. */
  private static final double WARM_UP_MESSAGES_PER_SECOND = 5_000;

  private static final int WARM_UP_CLIENTS = 50;

  /** Proxies are started anew now and then: one lucky compilation shall not decide. */
  private static final int PAIRS_PER_START = 10;

  /** Unmeasured play on fresh connections before each run. */
  private static final double SETTLE_SECONDS = 0.5;

  /**
   * What to do.
   *
   * @param clients numbers of clients, one series each
   * @param seconds of one run
   * @param warmUpSeconds of each way after its start
   */
  record Plan(List<Integer> clients, int pairs, double seconds, double warmUpSeconds, long seed) {}

  private final Plan plan;
  private final TrafficMix mix;
  private final GameServers servers;
  private final Way.Programs programs;
  private final List<Way> ways;
  private final Consumer<String> narrator;

  /**
   * @param ways in the order of the first pair; the direct one must be among them
   */
  RelayBench(
      Plan plan,
      TrafficMix mix,
      GameServers servers,
      Way.Programs programs,
      List<Way> ways,
      Consumer<String> narrator) {
    this.plan = plan;
    this.mix = mix;
    this.servers = servers;
    this.programs = programs;
    this.ways = List.copyOf(ways);
    this.narrator = narrator;
  }

  /**
   * Blocks until everything is measured.
   *
   * @throws IOException with a sentence for people, when a proxy failed or lost a message
   */
  List<Series> run() throws IOException, InterruptedException {
    List<Series> all = new ArrayList<>();
    for (int clients : plan.clients()) {
      all.add(series(clients));
    }
    return all;
  }

  private Series series(int clients) throws IOException, InterruptedException {
    double speed = speed(clients, MESSAGES_PER_SECOND);
    List<Run> runs = new ArrayList<>();
    for (int from = 0; from < plan.pairs(); from += PAIRS_PER_START) {
      Map<Way, Measured> started = new EnumMap<>(Way.class);
      try {
        for (Way way : ways) {
          started.put(way, new Measured(way.start(servers, programs)));
          narrator.accept("%d clients: %s warms up".formatted(clients, way.label()));
          warmUp(started.get(way), clients);
        }
        for (int pair = from; pair < Math.min(from + PAIRS_PER_START, plan.pairs()); pair++) {
          runs.addAll(pair(started, clients, speed, pair));
        }
        for (Way way : ways) {
          runs.add(allocation(way, started.get(way), clients, speed, from));
        }
      } finally {
        for (Measured measured : started.values()) {
          measured.close();
        }
      }
    }
    return new Series(clients, speed, runs);
  }

  private List<Run> pair(Map<Way, Measured> started, int clients, double speed, int pair)
      throws IOException, InterruptedException {
    List<Way> order = new ArrayList<>(ways);
    if (pair % 2 == 1) {
      Collections.reverse(order);
    }
    Map<Way, Run> runs = new EnumMap<>(Way.class);
    for (Way way : order) {
      Measured measured = started.get(way);
      Map<Metric, Double> values = new EnumMap<>(Metric.class);
      LoadRun.Outcome outcome =
          settled(measured, clients, speed, pair, play -> measured.using(values, play));
      Percentiles latency = Percentiles.of(outcome.latencyNanos());
      values.put(Metric.P50, micros(latency.at(0.5)));
      values.put(Metric.P99, micros(latency.at(0.99)));
      values.put(Metric.P999, micros(latency.at(0.999)));
      values.put(Metric.LATENESS, micros(Percentiles.of(outcome.latenessNanos()).at(0.99)));
      runs.put(way, new Run(way, pair, values));
    }
    Run direct = runs.get(Way.DIRECT);
    List<Run> finished = runs.values().stream().map(run -> run.against(direct)).toList();
    narrator.accept("%d clients, pair %d: %s".formatted(clients, pair + 1, line(finished)));
    return finished;
  }

  private static String line(List<Run> runs) {
    StringBuilder line = new StringBuilder();
    for (Run run : runs) {
      line.append(
          "%s %.0f/%.0f us  "
              .formatted(
                  run.way().label(), run.values().get(Metric.P50), run.values().get(Metric.P99)));
    }
    return line.append("(p50/p99)").toString();
  }

  private Run allocation(Way way, Measured measured, int clients, double speed, int pair)
      throws IOException, InterruptedException {
    return new Run(way, pair, settled(measured, clients, speed, pair, measured::allocated));
  }

  private interface Meter<T> {
    T on(Measured.Play play) throws IOException, InterruptedException;
  }

  /** Plays on fresh connections that have already carried a little. */
  private <T> T settled(Measured measured, int clients, double speed, int pair, Meter<T> meter)
      throws IOException, InterruptedException {
    Schedule settle = schedule(clients, SETTLE_SECONDS, speed, pair);
    Schedule schedule = schedule(clients, plan.seconds(), speed, pair + 1);
    return withLinks(
        measured,
        clients,
        links -> {
          LoadRun.play(links, settle);
          return meter.on(() -> LoadRun.play(links, schedule));
        });
  }

  private void warmUp(Measured measured, int clients) throws IOException, InterruptedException {
    int many = Math.max(clients, WARM_UP_CLIENTS);
    Schedule schedule =
        schedule(many, plan.warmUpSeconds(), speed(many, WARM_UP_MESSAGES_PER_SECOND), -1);
    withLinks(measured, many, links -> LoadRun.play(links, schedule));
  }

  private interface Play<T> {
    T on(List<LoadRun.Link> links) throws IOException, InterruptedException;
  }

  private <T> T withLinks(Measured measured, int clients, Play<T> play)
      throws IOException, InterruptedException {
    List<LoadRun.Link> links = new ArrayList<>();
    try {
      for (int client = 0; client < clients; client++) {
        links.add(servers.connect(measured.candidate().map(), mix.player(client)));
      }
      return play.on(links);
    } finally {
      for (LoadRun.Link link : links) {
        link.client().close();
        link.server().close();
      }
    }
  }

  /** The same for every way in a pair, and for every run with the same seed. */
  private Schedule schedule(int clients, double seconds, double speed, int pair) {
    long nanos = (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    Random random = new Random(plan.seed() + pair);
    return Schedule.of(mix, Math.max(pair, 0), clients, nanos, speed, random);
  }

  private double speed(int clients, double messagesPerSecond) {
    double natural = clients * mix.messagesPerSecond();
    return Math.min(MAX_SPEED, messagesPerSecond / natural);
  }

  private static double micros(long nanos) {
    return nanos / (double) TimeUnit.MICROSECONDS.toNanos(1);
  }
}
