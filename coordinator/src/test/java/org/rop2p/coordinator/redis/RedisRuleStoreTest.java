package org.rop2p.coordinator.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.coordinator.redis.RedisNode.await;
import static org.rop2p.coordinator.redis.RedisNode.failure;

import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.TestClock;
import org.rop2p.coordinator.api.Policy;
import org.rop2p.coordinator.api.ZonePolicy;
import org.rop2p.coordinator.config.RedisConfig;
import org.rop2p.coordinator.config.ZoneRules;
import org.rop2p.coordinator.policy.AuditEntry;
import org.rop2p.coordinator.policy.RuleChange;
import org.rop2p.coordinator.policy.Rules;
import org.rop2p.coordinator.session.StoreUnavailableException;

class RedisRuleStoreTest extends WithRedis {
  private static final Rules CONFIGURED = Rules.of(ZoneRules.OPEN);

  private final TestClock clock = new TestClock();
  private final List<Node> nodes = new ArrayList<>();

  @Override
  void closeNodes() {
    nodes.forEach(node -> await(node.line.close()));
  }

  @Test
  void theConfigurationHoldsUntilAChangeThatEveryNodeHears() {
    Node one = node(0);
    Node two = node(0);
    assertEquals(CONFIGURED, await(two.store.rules()));
    Rules muted = await(one.store.change(new RuleChange.Mute(1, true), "192.0.2.1"));
    assertEquals(Set.of(1), muted.muted());
    assertEquals(muted, one.next());
    assertEquals(muted, two.next());
    assertEquals(muted, await(two.store.rules()));
    assertEquals(
        List.of(new AuditEntry(clock.instant(), "192.0.2.1", "mute", "account_id=1")),
        await(two.store.audit(10)));
  }

  @Test
  void changesOfSeveralNodesAtOnceAreAllMade() {
    Node one = node(0);
    Node two = node(0);
    List<Future<Rules>> changes = new ArrayList<>();
    for (int account = 1; account <= 8; account++) {
      changes.add(one.store.change(new RuleChange.Mute(account, true), "one"));
      changes.add(two.store.change(new RuleChange.Mute(100 + account, true), "two"));
    }
    changes.forEach(RedisNode::await);
    Rules rules = await(one.store.rules());
    assertEquals(
        IntStream.rangeClosed(1, 8)
            .boxed()
            .flatMap(account -> List.of(account, 100 + account).stream())
            .collect(Collectors.toSet()),
        rules.muted());
    assertEquals(16, rules.version());
    assertEquals(16, await(two.store.audit(100)).size());
    Rules heard = two.next();
    while (heard.version() < 16) {
      Rules later = two.next();
      assertTrue(later.version() > heard.version());
      heard = later;
    }
    assertEquals(rules, heard);
  }

  @Test
  void aChangeThatMakesNoSenseIsRefusedAndNotRecorded() {
    Node node = node(0);
    assertInstanceOf(
        IllegalArgumentException.class,
        failure(node.store.change(new RuleChange.OtherZones(false), "admin")));
    assertEquals(0, await(node.store.rules()).version());
    assertEquals(0, await(node.store.audit(10)).size());
  }

  @Test
  void onePolicyInAnOpenWorldClosesNoOtherZoneOnAnyNode() {
    ZonePolicy quiet = ZonePolicy.DEFAULT.narrowedTo(Policy.SERVER);
    Node one = node(0);
    Node two = node(0);
    await(one.store.change(new RuleChange.SetZone("geffen", quiet), "admin"));
    for (Rules rules : List.of(one.next(), two.next(), await(two.store.rules()))) {
      assertEquals(Optional.of(quiet), rules.policyOf("geffen"));
      assertEquals(Optional.of(ZonePolicy.DEFAULT), rules.policyOf("prontera"));
    }
    await(two.store.change(new RuleChange.SetZone("geffen", quiet, false), "admin"));
    assertEquals(Optional.empty(), one.next().policyOf("geffen"));
    await(two.store.change(new RuleChange.RemoveZone("geffen"), "admin"));
    assertEquals(Optional.of(ZonePolicy.DEFAULT), one.next().policyOf("geffen"));
  }

  @Test
  void aRedisThatForgotIsToldTheRulesAgain() throws IOException {
    Node one = node(0);
    Node two = node(0);
    Rules off = await(one.store.change(new RuleChange.Switch(false, "later"), "admin"));
    assertEquals(off, two.next());
    server.kill();
    assertFalse(one.health());
    assertFalse(two.health());
    assertInstanceOf(StoreUnavailableException.class, failure(two.store.rules()));
    server.start();
    assertTrue(one.health());
    assertTrue(two.health());
    Node fresh = node(0);
    assertEquals(off, fresh.next());
    assertEquals(off, await(fresh.store.rules()));
  }

  @Test
  void theRecordIsTheNewestFirstAndBounded() {
    Node node = node(0);
    for (int i = 1; i <= 5; i++) {
      await(node.store.record(new AuditEntry(clock.instant(), "login", "key", "number " + i)));
    }
    assertEquals(
        List.of("number 5", "number 4"),
        await(node.store.audit(2)).stream().map(AuditEntry::detail).toList());
    assertEquals(List.of(), await(node.store.audit(0)));
    List<Future<Void>> records = new ArrayList<>();
    for (int i = 0; i < RedisRuleStore.MAX_ENTRIES; i++) {
      records.add(node.store.record(new AuditEntry(clock.instant(), "login", "key", "more")));
    }
    records.forEach(RedisNode::await);
    List<AuditEntry> all = await(node.store.audit(Integer.MAX_VALUE));
    assertEquals(RedisRuleStore.MAX_ENTRIES, all.size());
    assertTrue(all.stream().allMatch(entry -> entry.detail().equals("more")));
  }

  @Test
  void worldsOfTwoDatabasesHaveTheirOwnRules() {
    Node one = node(1);
    Node two = node(2);
    await(one.store.change(new RuleChange.Mute(1, true), "admin"));
    Rules own = await(two.store.change(new RuleChange.Mute(2, true), "admin"));
    assertEquals(Set.of(2), own.muted());
    assertEquals(own, two.next(), "the first that comes");
  }

  private Node node(int db) {
    Node node = new Node(server.config(db));
    nodes.add(node);
    assertTrue(node.health());
    return node;
  }

  private final class Node {
    final RedisLine line;
    final RedisRuleStore store;
    final BlockingQueue<Rules> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> health = new LinkedBlockingQueue<>();

    Node(RedisConfig config) {
      line = new RedisLine(vertx, config);
      store = new RedisRuleStore(line, CONFIGURED, clock);
      store.hear(heard::add);
      line.watch(health::add);
      line.open();
    }

    Rules next() {
      return poll(heard);
    }

    boolean health() {
      return poll(health);
    }

    private <T> T poll(BlockingQueue<T> queue) {
      try {
        T next = queue.poll(10, TimeUnit.SECONDS);
        assertTrue(next != null, "nothing came");
        return next;
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
