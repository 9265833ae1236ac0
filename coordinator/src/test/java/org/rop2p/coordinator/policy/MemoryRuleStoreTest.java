package org.rop2p.coordinator.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.api.Policy;
import org.rop2p.coordinator.api.ZonePolicy;
import org.rop2p.coordinator.config.ZoneRules;

class MemoryRuleStoreTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final ZonePolicy SERVER_ONLY =
      new ZonePolicy(Policy.SERVER, Policy.SERVER, Policy.SERVER);

  private final List<Rules> heard = new ArrayList<>();
  private final MemoryRuleStore store =
      new MemoryRuleStore(
          Rules.of(new ZoneRules(Map.of("prontera", ZonePolicy.DEFAULT))), () -> NOW);

  MemoryRuleStoreTest() {
    store.hear(heard::add);
  }

  @Test
  void eachChangeIsANewVersionThatIsHeardAndRecorded() {
    List<RuleChange> changes =
        List.of(
            new RuleChange.Switch(false, "Back at noon"),
            new RuleChange.Switch(true, ""),
            new RuleChange.SetZone("geffen", SERVER_ONLY),
            new RuleChange.StaffListening("prontera", true),
            new RuleChange.Mute(7, true),
            new RuleChange.Kick(8, NOW));
    changes.forEach(change -> store.change(change, "192.0.2.1"));

    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), heard.stream().map(Rules::version).toList());
    assertTrue(heard.get(0).policyOf("prontera").isEmpty(), "switched off");
    Rules last = store.rules().result();
    assertEquals(heard.get(5), last);
    assertEquals(Optional.of(SERVER_ONLY), last.policyOf("geffen"));
    assertEquals(
        Optional.of(new ZonePolicy(Policy.MIRROR, Policy.MIRROR, Policy.MIRROR)),
        last.policyOf("prontera"));
    assertTrue(last.muted().contains(7));
    assertFalse(last.admits(8, NOW), "issued before he was thrown out");
    assertTrue(last.admits(8, NOW.plusSeconds(1)));

    List<AuditEntry> entries = store.audit(100).result();
    assertEquals(6, entries.size());
    assertEquals(new AuditEntry(NOW, "192.0.2.1", "kick", "account_id=8"), entries.get(0));
    assertEquals(List.of(entries.get(0)), store.audit(1).result());
  }

  @Test
  void onePolicyInAnOpenWorldClosesNoOtherZone() {
    MemoryRuleStore open = new MemoryRuleStore(Rules.of(ZoneRules.OPEN), () -> NOW);
    open.change(new RuleChange.SetZone("geffen", SERVER_ONLY), "192.0.2.1");
    Rules rules = open.rules().result();
    assertEquals(Optional.of(SERVER_ONLY), rules.policyOf("geffen"));
    assertEquals(Optional.of(ZonePolicy.DEFAULT), rules.policyOf("prontera"));
  }

  @Test
  void whatIsRefusedChangesNothing() {
    Future<Rules> refused = store.change(new RuleChange.RemoveZone("prontera"), "192.0.2.1");
    assertInstanceOf(IllegalArgumentException.class, refused.cause());
    assertEquals(0, store.rules().result().version());
    assertEquals(List.of(), heard);
    assertEquals(List.of(), store.audit(1).result());
  }

  @Test
  void theRecordForgetsItsOldest() {
    for (int i = 0; i <= MemoryRuleStore.MOST_ENTRIES; i++) {
      store.record(new AuditEntry(NOW, "login", "key", "account_id=" + i));
    }
    List<AuditEntry> entries = store.audit(Integer.MAX_VALUE).result();
    assertEquals(MemoryRuleStore.MOST_ENTRIES, entries.size());
    assertEquals("account_id=1", entries.get(entries.size() - 1).detail());
  }
}
