package org.rop2p.bench.coordinator;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.rop2p.coordinator.client.ClientSettings;
import org.rop2p.coordinator.client.CoordinatorClient;
import org.rop2p.coordinator.client.PlayerKey;

/**
 * Players of one coordinator: they come, and then some meet others all the time while others change
 * zones. Everybody shares one certificate, as the players of one proxy do.
 */
final class Load implements AutoCloseable {
  private static final int FIRST_ACCOUNT = 2_000_000;

  /** Meet each other in turn; even, so that nobody is left over in a round. */
  private static final int STREET = 50;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Logins and joins at a time: what a server's restart brings. */
  private static final int AT_A_TIME = 64;

  private final Plan plan;
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final WebSocketClient sockets;
  private final List<Visitor> visitors = new ArrayList<>();
  private final Samples sights = new Samples();
  private final Samples offers = new Samples();
  private final Samples joins = new Samples();
  private final LongAdder refusals = new LongAdder();
  private final Map<String, LongAdder> reasons = new ConcurrentHashMap<>();
  private final AtomicInteger lost = new AtomicInteger();
  private volatile boolean measuring;

  /**
   * Nobody yet.
   *
   * @param nodes REST roots; players are dealt out
   */
  Load(Plan plan, List<URI> nodes) {
    this.plan = plan;
    this.sockets =
        vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(plan.sockets()));
    List<CoordinatorClient> clients =
        nodes.stream()
            .map(rest -> new CoordinatorClient(ClientSettings.of(rest, PATIENCE)))
            .toList();
    for (int i = 0; i < plan.sockets(); i++) {
      int node = i % nodes.size();
      visitors.add(new Visitor(FIRST_ACCOUNT + i, clients.get(node), nodes.get(node), this));
    }
  }

  /** Everybody comes. */
  void arrive(PlayerKey key) throws InterruptedException {
    Semaphore room = new Semaphore(AT_A_TIME);
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < visitors.size(); i++) {
      room.acquire();
      all.add(
          visitors
              .get(i)
              .arrive(key, sockets, street(i))
              .whenComplete((done, failure) -> room.release()));
    }
    await(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)));
  }

  /** Plays as planned. */
  void play() throws InterruptedException {
    measuring = true;
    long start = System.nanoTime();
    int streets = plan.moving() / STREET;
    int perSecond = streets * STREET;
    long joined = 0;
    for (int second = 0; second < plan.seconds(); second++) {
      for (int step = 0; step < perSecond; step++) {
        // All of a street in one go would be a burst: everybody has his moment in the second.
        int street = step % streets;
        int house = step / streets;
        report(street, house, second);
        long due =
            start
                + TimeUnit.SECONDS.toNanos(second)
                + TimeUnit.SECONDS.toNanos(1) * step / perSecond;
        joined += joinsDue(start, joined);
        long wait = due - System.nanoTime();
        if (wait > 0) {
          TimeUnit.NANOSECONDS.sleep(wait);
        }
      }
    }
    TimeUnit.SECONDS.sleep(1);
    measuring = false;
  }

  /** In each round everybody of a street sees another one (the circle method). */
  private void report(int street, int house, int round) {
    int self = street * STREET + house;
    int added = street * STREET + partner(house, round);
    int removed = round == 0 ? 0 : FIRST_ACCOUNT + street * STREET + partner(house, round - 1);
    visitors.get(self).sees(FIRST_ACCOUNT + added, removed);
  }

  static int partner(int house, int round) {
    int others = STREET - 1;
    if (house == others) {
      // Who stands in the middle meets the one that is his own partner.
      return fixed(round, others);
    }
    int met = Math.floorMod(round - house, others);
    return met == house ? others : met;
  }

  private static int fixed(int round, int others) {
    for (int house = 0; house < others; house++) {
      if (Math.floorMod(round - house, others) == house) {
        return house;
      }
    }
    throw new AssertionError("an odd number of others has one");
  }

  private long joinsDue(long start, long done) {
    long due = (System.nanoTime() - start) * plan.joins() / TimeUnit.SECONDS.toNanos(1);
    int strollers = visitors.size() - plan.moving();
    for (long i = done; i < due && strollers > 0; i++) {
      int index = plan.moving() + (int) (i % strollers);
      visitors
          .get(index)
          .enter(street(index + (int) (i / strollers + 1) * STREET))
          .exceptionally(
              failure -> {
                refused("join failed: " + failure.getMessage());
                return null;
              });
    }
    return due - done;
  }

  private static String street(int index) {
    return "street" + index / STREET % 1_000;
  }

  void met(Visitor visitor, int peer, long now) {
    if (measuring) {
      Visitor other = visitors.get(peer - FIRST_ACCOUNT);
      sights.add(now - Math.max(visitor.sawAt, other.sawAt));
    }
  }

  void offered(int from, long now) {
    if (measuring) {
      offers.add(now - visitors.get(from - FIRST_ACCOUNT).offeredAt);
    }
  }

  void entered(long nanos) {
    if (measuring) {
      joins.add(nanos);
    }
  }

  void refused(String why) {
    refusals.increment();
    reasons.computeIfAbsent(why, key -> new LongAdder()).increment();
  }

  void lost() {
    lost.incrementAndGet();
  }

  Samples sights() {
    return sights;
  }

  Samples offers() {
    return offers;
  }

  Samples joins() {
    return joins;
  }

  long refusals() {
    return refusals.sum();
  }

  /** What was refused, and how often. */
  Map<String, Long> reasons() {
    Map<String, Long> all = new TreeMap<>();
    reasons.forEach((why, count) -> all.put(why, count.sum()));
    return all;
  }

  int lostSockets() {
    return lost.get();
  }

  @Override
  public void close() {
    visitors.forEach(Visitor::close);
    try {
      await(vertx.close().toCompletionStage().toCompletableFuture());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(CompletableFuture<?> future) throws InterruptedException {
    try {
      future.get(10 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("The load could not be made: " + e, e);
    }
  }
}
