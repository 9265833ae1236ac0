package org.rop2p.coordinator.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.coordinator.redis.RedisNode.await;
import static org.rop2p.coordinator.redis.RedisNode.failure;
import static org.rop2p.coordinator.redis.RedisNode.player;

import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.TestClock;
import org.rop2p.coordinator.api.ClientMessage.Sees;
import org.rop2p.coordinator.api.Limits;
import org.rop2p.coordinator.api.PartReason;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.coordinator.config.Capacity;
import org.rop2p.coordinator.config.RedisConfig;
import org.rop2p.coordinator.session.Membership;
import org.rop2p.coordinator.session.Notice;
import org.rop2p.coordinator.session.SessionInfo;
import org.rop2p.coordinator.session.SessionStore;
import org.rop2p.coordinator.session.StoreUnavailableException;

/** What a store in Redis has beyond every store: it can be lost, and come back without memory. */
class RedisSessionStoreTest extends WithRedis {
  private static final int ANNA = 2_000_001;
  private static final int BERT = 2_000_002;
  private static final int CARA = 2_000_003;
  private static final Duration SOON = Duration.ofSeconds(2);

  private final List<RedisNode> nodes = new ArrayList<>();

  @Override
  void closeNodes() {
    nodes.forEach(node -> await(node.store.close()));
  }

  @Test
  void playersOfTwoNodesMeetSignalAndPart() {
    RedisNode one = node();
    RedisNode two = node();
    Membership anna = one.join(ANNA, "prontera");
    Membership bert = two.join(BERT, "prontera");
    one.sees(anna, BERT);
    two.sees(bert, ANNA);
    Notice.Met met = one.next(Notice.Met.class);
    assertEquals(new Notice.Met(anna.id(), player(BERT), met.generation()), met);
    assertEquals(
        new Notice.Met(bert.id(), player(ANNA), met.generation()), two.next(Notice.Met.class));
    Signal offer = new Signal.Offer("ufrag", "p".repeat(22));
    assertTrue(await(one.store.signal(anna, BERT, offer, Optional.of("192.0.2.1"))));
    assertEquals(
        new Notice.Signalled(bert.id(), player(ANNA), offer, Optional.of("192.0.2.1")),
        two.next(Notice.Signalled.class));
    for (Signal restart :
        List.of(
            new Signal.Offer(2, "fresh", "p".repeat(22), Optional.of("their")),
            new Signal.Answer(2, "fresh", "p".repeat(22), Optional.of("their")))) {
      assertTrue(await(one.store.signal(anna, BERT, restart, Optional.empty())));
      assertEquals(restart, two.next(Notice.Signalled.class).signal());
    }
    await(one.store.leave(anna));
    Notice.Parted parted = two.next(Notice.Parted.class);
    assertEquals(new Notice.Parted(bert.id(), ANNA, PartReason.LEFT, parted.generation()), parted);
    assertTrue(parted.generation() > met.generation());
  }

  @Test
  void aRedisThatIsKilledFailsCallsSoonAndComesBackEmptyToBeRestored() throws IOException {
    RedisNode one = node();
    RedisNode two = node();
    Membership anna = one.join(ANNA, "prontera");
    Membership bert = two.join(BERT, "prontera");
    one.sees(anna, BERT);
    two.sees(bert, ANNA);
    long generation = one.next(Notice.Met.class).generation();
    two.next(Notice.Met.class);

    server.kill();
    assertFalse(one.nextHealth());
    assertFalse(two.nextHealth());
    long before = System.nanoTime();
    assertInstanceOf(
        StoreUnavailableException.class, failure(one.store.reserve(player(CARA), "prontera")));
    assertTrue(Duration.ofNanos(System.nanoTime() - before).compareTo(SOON) < 0);

    server.start();
    assertTrue(one.nextHealth());
    assertTrue(two.nextHealth());
    assertEquals(List.of(), await(one.store.sessions()));
    assertTrue(await(one.store.restore(anna, Set.of(BERT))));
    assertTrue(await(two.store.restore(bert, Set.of(ANNA))));
    assertTrue(one.next(Notice.Met.class).generation() > generation);
    assertTrue(two.next(Notice.Met.class).generation() > generation);
    SessionInfo session = await(two.store.session(anna.sessionId())).orElseThrow();
    assertEquals(2, session.players());
    assertTrue(await(two.store.signal(bert, ANNA, new Signal.IceCandidate("c"), Optional.empty())));
    assertEquals(anna.id(), one.next(Notice.Signalled.class).membership());
  }

  @Test
  void aRedisThatFallsSilentFailsWhatIsUnderWaySoon() throws IOException, InterruptedException {
    RedisNode node = node();
    server.freeze();
    try {
      long before = System.nanoTime();
      List<Future<?>> calls = new ArrayList<>();
      for (int account = 1; account <= 100; account++) {
        calls.add(node.store.reserve(player(account), "prontera"));
      }
      calls.forEach(call -> assertInstanceOf(StoreUnavailableException.class, failure(call)));
      assertTrue(Duration.ofNanos(System.nanoTime() - before).compareTo(SOON) < 0);
      assertFalse(node.nextHealth());
    } finally {
      server.thaw();
    }
    assertTrue(node.nextHealth());
    node.join(ANNA, "prontera");
  }

  @Test
  void noticesThatWereLostWithTheSubscriptionAreNoticedByRestoring() throws IOException {
    RedisNode one = node();
    RedisNode two = node();
    Membership anna = one.join(ANNA, "prontera");
    Membership bert = two.join(BERT, "prontera");
    one.sees(anna, BERT);
    server.say("CLIENT", "KILL", "TYPE", "pubsub");
    assertFalse(one.nextHealth());
    assertFalse(two.nextHealth());
    assertTrue(two.nextHealth());
    assertTrue(one.nextHealth());
    // Heard, but whoever holds the sockets may as well not have.
    two.sees(bert, ANNA);
    Notice.Met lost = one.next(Notice.Met.class);
    two.next(Notice.Met.class);
    assertTrue(await(one.store.restore(anna, Set.of(BERT))));
    assertEquals(lost, one.next(Notice.Met.class), "of the same generation");
    await(two.store.expel(BERT));
    two.next(Notice.Over.class);
  }

  @Test
  void aNodeThatWasTakenForDeadIsToldToRestore() {
    TestClock clock = new TestClock();
    RedisNode one = node(Capacity.DEFAULT, clock);
    RedisNode two = node(Capacity.DEFAULT, clock);
    Membership anna = one.join(ANNA, "prontera");
    clock.advance(SessionStore.NODE_LIFETIME);
    await(two.store.beat());
    clock.advance(SessionStore.GRACE.minusMillis(1));
    await(two.store.beat());
    assertEquals(1, await(two.store.sessions()).size());
    clock.advance(Duration.ofMillis(1));
    await(two.store.beat());
    assertEquals(List.of(), await(two.store.sessions()));
    await(one.store.beat());
    assertTrue(one.nextHealth(), "what it holds may be gone");
    assertTrue(await(one.store.restore(anna, Set.of())));
    assertEquals(1, await(two.store.sessions()).size());
    assertFalse(one.hasMoreHealth(), "once");
  }

  @Test
  void moreThanCanBeDoneInTimeIsNoLoss() {
    RedisNode node = node();
    List<Future<Boolean>> restored = new ArrayList<>();
    for (int account = 1; account <= 10_000; account++) {
      Membership held =
          new Membership("m" + account, player(account), "prontera", "s" + account % 100);
      int next = account + 1;
      restored.add(node.store.restore(held, Set.of(account - 1, next)));
    }
    restored.forEach(one -> assertTrue(await(one)));
    await(node.store.beat());
    assertFalse(node.hasMoreHealth());
    assertEquals(
        10_000, await(node.store.sessions()).stream().mapToInt(SessionInfo::players).sum());
  }

  @Test
  void aForgottenScriptIsSentAgain() throws IOException {
    RedisNode node = node();
    node.join(ANNA, "prontera");
    server.say("SCRIPT", "FLUSH");
    node.join(BERT, "prontera");
    assertEquals(2, await(node.store.sessions()).get(0).players());
  }

  @Test
  void worldsOfTwoDatabasesDoNotMeet() throws IOException {
    RedisNode one = node(server.config(1));
    RedisNode two = node(server.config(2));
    Membership anna = one.join(ANNA, "prontera");
    Membership bert = two.join(BERT, "prontera");
    one.sees(anna, BERT);
    two.sees(bert, ANNA);
    await(two.store.expel(ANNA));
    assertEquals(1, await(one.store.sessions()).get(0).players());
    await(one.store.expel(ANNA));
    await(two.store.expel(BERT));
    assertEquals(anna.id(), one.next(Notice.Over.class).membership(), "the first that comes");
    assertEquals(bert.id(), two.next(Notice.Over.class).membership(), "the first that comes");
    one.join(ANNA, "prontera");
    two.join(BERT, "prontera");
    String keyspace = server.say("INFO", "keyspace");
    assertTrue(keyspace.contains("db1:") && keyspace.contains("db2:"), keyspace);
    assertFalse(keyspace.contains("db0:"), keyspace);
  }

  @Test
  void everyKeyExpiresByItself() throws IOException {
    RedisNode one = node();
    RedisNode two = node();
    Membership anna = one.join(ANNA, "prontera");
    Membership bert = two.join(BERT, "prontera");
    one.sees(anna, BERT);
    two.sees(bert, ANNA);
    two.reserve(player(CARA), "geffen");
    await(two.store.detach(bert));
    await(one.store.beat());
    Matcher keys = Pattern.compile("\\{rop2p}:[!-~]+").matcher(server.say("KEYS", "*"));
    List<String> kinds = new ArrayList<>();
    while (keys.find()) {
      String left = server.say("TTL", keys.group());
      assertTrue(left.matches("(?s):[1-9][0-9]{3,}\r\n.*"), keys.group() + " " + left);
      kinds.add(keys.group());
    }
    assertTrue(kinds.size() > 15, kinds.toString());
  }

  @Test
  void whoEndsLeavesNothingBehind() throws IOException {
    RedisNode one = node();
    Membership anna = one.join(ANNA, "prontera");
    Membership bert = one.join(BERT, "prontera");
    one.sees(anna, BERT);
    one.sees(bert, ANNA);
    one.reserve(player(ANNA), "geffen");
    await(one.store.expel(ANNA));
    await(one.store.leave(bert));
    String keys = server.say("KEYS", "*");
    assertFalse(Pattern.compile(":[mvitrsazn]:").matcher(keys).find(), keys);
  }

  @Test
  void aBeatCarriesOutHoweverMuchHasExpired() {
    TestClock clock = new TestClock();
    Capacity large = new Capacity(1, 1_000);
    RedisNode one = node(large, clock);
    for (int account = 1; account <= 350; account++) {
      one.reserve(player(account), "prontera");
    }
    clock.advance(SessionStore.TICKET_LIFETIME);
    await(one.store.beat());
    assertEquals(List.of(), await(one.store.sessions()));
  }

  @Test
  void aPlaceWhoseTicketHasExpiredIsFreeHoweverManyThereAre() {
    TestClock clock = new TestClock();
    Capacity large = new Capacity(1, 250);
    RedisNode one = node(large, clock);
    for (int account = 1; account <= 250; account++) {
      one.reserve(player(account), "prontera");
    }
    clock.advance(SessionStore.TICKET_LIFETIME);
    one.reserve(player(ANNA), "prontera");
  }

  @Test
  void aWrongPasswordIsAStoreThatIsNotThere() throws IOException {
    try (RedisServer locked = RedisServer.started("sesame", List.of())) {
      RedisConfig right = locked.config(0);
      RedisConfig wrong = new RedisConfig(right.host(), right.port(), 0, "sesam", false);
      RedisNode shut = unready(wrong, Capacity.DEFAULT, Optional.empty());
      assertInstanceOf(StoreUnavailableException.class, failure(shut.store.sessions()));
      node(right).join(ANNA, "prontera");
      assertInstanceOf(StoreUnavailableException.class, failure(shut.store.sessions()));
      assertFalse(shut.hasMoreHealth());
    }
  }

  @Test
  void aNodeThatEndsDetachesWhatItHeld() {
    RedisNode one = node();
    RedisNode two = node();
    Membership anna = one.join(ANNA, "prontera");
    Membership bert = two.join(BERT, "prontera");
    one.sees(anna, BERT);
    two.sees(bert, ANNA);
    await(one.store.close());
    assertInstanceOf(StoreUnavailableException.class, failure(one.store.sessions()));
    assertTrue(two.redeem(two.reserve(player(ANNA), "prontera"), ANNA).resumed());
  }

  @Test
  void aViewHasABound() {
    RedisNode node = node();
    Membership anna = node.join(ANNA, "prontera");
    List<Integer> crowd = IntStream.rangeClosed(1, Limits.MAX_SEES).boxed().toList();
    assertEquals(
        SessionStore.Sighted.DONE, await(node.store.sees(anna, new Sees(crowd, List.of()))));
    assertEquals(
        SessionStore.Sighted.TOO_MANY,
        await(node.store.sees(anna, new Sees(List.of(BERT), List.of()))));
    assertEquals(
        SessionStore.Sighted.DONE,
        await(node.store.sees(anna, new Sees(List.of(BERT), List.of(1)))));
  }

  @Test
  void aPlayerTakesTheFullestSessionWithRoom() {
    RedisNode node = node(new Capacity(2, 2), new TestClock());
    List<String> taken = new ArrayList<>();
    for (int account = 1; account <= 4; account++) {
      taken.add(node.join(account, "prontera").sessionId());
    }
    assertEquals(taken.get(0), taken.get(1));
    assertEquals(taken.get(2), taken.get(3));
    assertEquals(
        new SessionStore.Reservation.Full(), await(node.store.reserve(player(5), "prontera")));
    node.join(5, "geffen");
    await(node.store.expel(4));
    assertEquals(taken.get(2), node.join(6, "prontera").sessionId());
  }

  @Test
  void generationsAreMicrosecondsAndKeepAllTheirDigits() {
    RedisNode node = node();
    Membership anna = node.join(ANNA, "prontera");
    Membership bert = node.join(BERT, "prontera");
    node.sees(anna, BERT);
    node.sees(bert, ANNA);
    long generation = node.next(Notice.Met.class).generation();
    long now = Duration.between(Instant.EPOCH, Instant.now()).toNanos() / 1_000;
    assertTrue(Math.abs(now - generation) < 60_000_000, generation + " at " + now);
  }

  private RedisNode node() {
    return node(server.config(0));
  }

  private RedisNode node(RedisConfig config) {
    RedisNode node = unready(config, Capacity.DEFAULT, Optional.empty());
    assertTrue(node.nextHealth());
    return node;
  }

  private RedisNode node(Capacity capacity, TestClock clock) {
    RedisNode node = unready(server.config(0), capacity, Optional.of(clock));
    assertTrue(node.nextHealth());
    return node;
  }

  private RedisNode unready(RedisConfig config, Capacity capacity, Optional<InstantSource> clock) {
    RedisNode node = new RedisNode(vertx, config, capacity, clock);
    nodes.add(node);
    return node;
  }
}
