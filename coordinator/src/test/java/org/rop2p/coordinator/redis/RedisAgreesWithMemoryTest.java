package org.rop2p.coordinator.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.coordinator.redis.RedisNode.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.rop2p.coordinator.TestClock;
import org.rop2p.coordinator.api.ClientMessage.Sees;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.coordinator.config.Capacity;
import org.rop2p.coordinator.session.Ids;
import org.rop2p.coordinator.session.Membership;
import org.rop2p.coordinator.session.MemoryWorld;
import org.rop2p.coordinator.session.Notice;
import org.rop2p.coordinator.session.Player;
import org.rop2p.coordinator.session.SessionStore;
import org.rop2p.coordinator.session.SessionStore.Redeemed;
import org.rop2p.coordinator.session.SessionStore.Reservation;

/**
 * Whatever is done in whatever order by two nodes that live, die and are replaced: a world in Redis
 * answers as one in memory does, and those with a socket hear the same.
 */
class RedisAgreesWithMemoryTest {
  private static final int STEPS = 400;
  private static final int ACCOUNTS = 6;

  /** One session a zone: which of several is taken hangs on their random names. */
  private static final Capacity CAPACITY = new Capacity(1, 4);

  private static final Signal SIGNAL = new Signal.Offer("ufrag", "p".repeat(22));

  private static RedisServer server;
  private static Vertx vertx;

  private final Ids ids = new Ids();
  private final TestClock clock = new TestClock();
  private final MemoryWorld memory = new MemoryWorld(CAPACITY, clock);
  private final List<Node> nodes = new ArrayList<>();
  private final List<Ticket> tickets = new ArrayList<>();
  private final List<Both> memberships = new ArrayList<>();

  /** Who has a socket, by membership. */
  private final Set<String> attached = new HashSet<>();

  /** Which node holds the socket, by membership. */
  private final Map<String, Node> holders = new HashMap<>();

  private final Map<String, Long> newest = new HashMap<>();
  private final List<String> story = new ArrayList<>();

  @BeforeAll
  static void start() {
    server = RedisServer.started();
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
      await(vertx.close());
    }
  }

  private record Ticket(int account, String inMemory, String inRedis) {}

  private record Both(Membership inMemory, Membership inRedis) {
    int account() {
      return inMemory.accountId();
    }
  }

  private final class Node {
    final String name = "node" + ids.membershipId();
    final SessionStore inMemory = memory.node(name);
    final RedisSessionStore inRedis;
    final List<Notice> expected = new ArrayList<>();
    final BlockingQueue<Notice> heard = new LinkedBlockingQueue<>();

    Node() {
      inRedis =
          new RedisSessionStore(
              new RedisLine(vertx, server.config(0)), CAPACITY, ids, Optional.of(clock));
      BlockingQueue<Boolean> health = new LinkedBlockingQueue<>();
      inRedis.watch(health::add);
      inRedis.hear(heard::add);
      inMemory.hear(expected::add);
      try {
        assertEquals(true, health.poll(10, TimeUnit.SECONDS));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @RepeatedTest(10)
  void theySayTheSame() throws IOException {
    long seed = new Random().nextLong();
    server.say("FLUSHALL");
    nodes.add(new Node());
    nodes.add(new Node());
    Random random = new Random(seed);
    try {
      for (int step = 0; step < STEPS; step++) {
        step(random);
        hearTheSame();
      }
    } catch (AssertionError e) {
      int from = Math.max(0, story.size() - 40);
      throw new AssertionError(
          "seed " + seed + "\n" + String.join("\n", story.subList(from, story.size())), e);
    } finally {
      nodes.forEach(node -> await(node.inRedis.close()));
    }
  }

  private void step(Random random) throws IOException {
    Node node = nodes.get(random.nextInt(nodes.size()));
    int account = 1 + random.nextInt(ACCOUNTS);
    switch (random.nextInt(16)) {
      case 0, 1 -> reserve(node, account, random);
      case 2, 3 -> redeem(node, random);
      case 4, 5, 6, 7, 8 -> of(random).ifPresent(one -> sees(node, one, random));
      case 9 ->
          of(random)
              .ifPresent(
                  one ->
                      same(
                          node,
                          "signal from " + one.account() + " to " + account,
                          store -> store.signal(one.inMemory, account, SIGNAL, Optional.empty()),
                          store -> store.signal(one.inRedis, account, SIGNAL, Optional.empty())));
      case 10 ->
          of(random)
              .ifPresent(
                  one -> {
                    attached.remove(one.inMemory.id());
                    same(
                        node,
                        "detach " + one.account(),
                        store -> store.detach(one.inMemory),
                        store -> store.detach(one.inRedis));
                  });
      case 11 ->
          of(random)
              .ifPresent(
                  one ->
                      same(
                          node,
                          "leave " + one.account(),
                          store -> store.leave(one.inMemory),
                          store -> store.leave(one.inRedis)));
      case 12 ->
          of(random)
              .ifPresent(
                  one ->
                      same(
                          node,
                          "leave session " + one.account(),
                          store -> store.leave(one.account(), one.inMemory.sessionId()),
                          store -> store.leave(one.account(), one.inRedis.sessionId())));
      case 13 -> {
        if (random.nextInt(3) == 0) {
          same(node, "expel " + account, s -> s.expel(account), s -> s.expel(account));
        } else {
          of(random).ifPresent(one -> restore(one, random));
        }
      }
      case 14 -> pass(random);
      default -> {
        if (random.nextInt(8) == 0) {
          replace(random.nextInt(nodes.size()));
        }
      }
    }
  }

  private void reserve(Node node, int account, Random random) {
    String zone = random.nextInt(4) == 0 ? "geffen" : "prontera";
    Player player = player(account, random);
    Reservation inMemory = await(node.inMemory.reserve(player, zone));
    Reservation inRedis = await(node.inRedis.reserve(player, zone));
    story.add("reserve " + account + " " + zone + " " + inMemory);
    assertEquals(inMemory.getClass(), inRedis.getClass());
    if (inMemory instanceof Reservation.Reserved one
        && inRedis instanceof Reservation.Reserved other) {
      assertEquals(one.newSession(), other.newSession());
      tickets.add(new Ticket(account, one.ticket(), other.ticket()));
    }
  }

  private void redeem(Node node, Random random) {
    if (tickets.isEmpty()) {
      return;
    }
    Ticket ticket = tickets.get(tickets.size() - 1 - random.nextInt(Math.min(3, tickets.size())));
    int account = random.nextInt(10) == 0 ? 1 : ticket.account();
    String id = ids.membershipId();
    attached.add(id);
    holders.put(id, node);
    Optional<Redeemed> inMemory = await(node.inMemory.redeem(ticket.inMemory(), account, id));
    Optional<Redeemed> inRedis = await(node.inRedis.redeem(ticket.inRedis(), account, id));
    story.add("redeem " + account + " " + inMemory);
    assertEquals(inMemory.map(Redeemed::resumed), inRedis.map(Redeemed::resumed));
    assertEquals(
        inMemory.map(redeemed -> redeemed.membership().player()),
        inRedis.map(redeemed -> redeemed.membership().player()));
    inMemory.ifPresent(
        redeemed ->
            memberships.add(new Both(redeemed.membership(), inRedis.orElseThrow().membership())));
  }

  private void sees(Node node, Both one, Random random) {
    List<Integer> added = accounts(random, one.account());
    List<Integer> removed = accounts(random, one.account());
    Sees report = new Sees(added, removed);
    same(
        node,
        one.account() + " " + report,
        store -> store.sees(one.inMemory, report),
        store -> store.sees(one.inRedis, report));
  }

  private void restore(Both one, Random random) {
    Node node = holders.get(one.inMemory.id());
    if (!nodes.contains(node)) {
      return;
    }
    boolean fits =
        await(node.inMemory.sessions()).stream()
            .filter(session -> session.zone().equals(one.inMemory.zone()))
            .allMatch(session -> session.sessionId().equals(one.inMemory.sessionId()));
    if (fits) {
      Set<Integer> view = new HashSet<>(accounts(random, one.account()));
      attached.add(one.inMemory.id());
      same(
          node,
          "restore " + one.account() + " " + view,
          store -> store.restore(one.inMemory, view),
          store -> store.restore(one.inRedis, view));
    }
  }

  private void pass(Random random) {
    clock.advance(Duration.ofSeconds(List.of(1, 5, 10, 14).get(random.nextInt(4))));
    story.add("time passes");
    for (Node node : nodes) {
      await(node.inMemory.beat());
      await(node.inRedis.beat());
    }
    assertEquals(sessions(nodes.get(0).inMemory), sessions(nodes.get(0).inRedis));
    assertEquals(members(nodes.get(0).inMemory), members(nodes.get(0).inRedis));
  }

  /** It dies without a word, and is found dead. */
  private void replace(int index) throws IOException {
    story.add("a node dies");
    Node dead = nodes.remove(index);
    hearTheSame();
    clock.advance(Duration.ofSeconds(14));
    Node alive = nodes.get(0);
    await(alive.inMemory.beat());
    await(alive.inRedis.beat());
    clock.advance(Duration.ofSeconds(2));
    await(alive.inMemory.beat());
    await(alive.inRedis.beat());
    nodes.add(new Node());
    await(dead.inRedis.close());
  }

  private static List<String> sessions(SessionStore store) {
    return await(store.sessions()).stream()
        .map(session -> session.zone() + " " + session.players() + " " + session.created())
        .sorted()
        .toList();
  }

  private static List<String> members(SessionStore store) {
    return await(store.members(1, ACCOUNTS - 2)).stream()
        .map(
            one ->
                String.join(
                    " ",
                    one.player().toString(),
                    one.zone(),
                    one.since().toString(),
                    one.introduced() + "",
                    one.connected() + ""))
        .toList();
  }

  private <T> void same(
      Node node,
      String what,
      Function<SessionStore, Future<T>> inMemory,
      Function<SessionStore, Future<T>> inRedis) {
    story.add(what);
    T answer = await(inMemory.apply(node.inMemory));
    story.add("  " + answer);
    assertEquals(answer, await(inRedis.apply(node.inRedis)), what);
  }

  /** What is for somebody without a socket nobody hears; its order is nobody's business. */
  private void hearTheSame() throws IOException {
    for (Node node : nodes) {
      List<String> expected =
          node.expected.stream().filter(this::isHeard).map(this::text).sorted().toList();
      node.expected.clear();
      String end = ids.membershipId();
      server.say("PUBLISH", node.inRedis.channel(), "over\t" + end + "\tleft");
      List<String> heard = new ArrayList<>();
      Notice notice = next(node);
      while (!notice.membership().equals(end)) {
        if (isHeard(notice)) {
          checkGeneration(notice);
          heard.add(text(notice));
        }
        notice = next(node);
      }
      heard.sort(null);
      assertEquals(expected, heard);
    }
  }

  private boolean isHeard(Notice notice) {
    return attached.contains(notice.membership());
  }

  private Notice next(Node node) {
    try {
      Notice notice = node.heard.poll(3, TimeUnit.SECONDS);
      assertTrue(notice != null, "nothing came");
      return notice;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void checkGeneration(Notice notice) {
    if (notice instanceof Notice.Parted parted) {
      String pair = parted.membership() + " " + parted.peer();
      Long before = newest.put(pair, parted.generation());
      assertTrue(before == null || before < parted.generation(), notice.toString());
    } else if (notice instanceof Notice.Met met) {
      String pair = met.membership() + " " + met.peer().accountId();
      Long before = newest.put(pair, met.generation());
      assertTrue(before == null || before <= met.generation(), notice.toString());
    }
  }

  private String text(Notice notice) {
    if (notice instanceof Notice.Met met) {
      return "met " + met.membership() + " " + met.peer();
    }
    if (notice instanceof Notice.Parted parted) {
      return "parted " + parted.membership() + " " + parted.peer() + " " + parted.reason();
    }
    return notice.toString();
  }

  private Optional<Both> of(Random random) {
    int latest = Math.min(8, memberships.size());
    return latest == 0
        ? Optional.empty()
        : Optional.of(memberships.get(memberships.size() - 1 - random.nextInt(latest)));
  }

  private static List<Integer> accounts(Random random, int without) {
    List<Integer> accounts = new ArrayList<>();
    for (int account = 1; account <= ACCOUNTS; account++) {
      if (account != without && random.nextInt(2) == 0) {
        accounts.add(account);
      }
    }
    return accounts;
  }

  /** Seldom through another proxy. */
  private static Player player(int account, Random random) {
    Player player = RedisNode.player(account);
    return random.nextInt(8) == 0
        ? new Player(account, "f".repeat(64), player.signingKey())
        : player;
  }
}
