package org.rop2p.coordinator.policy;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * The rules of a coordinator that stands alone; a restart goes back to the configuration file. Not
 * thread-safe: all calls come from one event loop, and every future is complete when it is
 * returned.
 */
public final class MemoryRuleStore implements RuleStore {
  /** Some megabytes; the log has all of them. */
  static final int MOST_ENTRIES = 10_000;

  private final InstantSource clock;

  /** The newest first. */
  private final Deque<AuditEntry> entries = new ArrayDeque<>();

  private Consumer<Rules> ear = rules -> {};
  private Rules rules;

  public MemoryRuleStore(Rules rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
  }

  @Override
  public void hear(Consumer<Rules> newEar) {
    ear = newEar;
  }

  @Override
  public Future<Rules> rules() {
    return Future.succeededFuture(rules);
  }

  @Override
  public Future<Rules> change(RuleChange change, String by) {
    Rules next;
    try {
      next = RuleChanges.apply(rules, change);
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(e);
    }
    rules = next;
    add(RuleChanges.entry(change, by, clock.instant()));
    ear.accept(next);
    return Future.succeededFuture(next);
  }

  @Override
  public Future<Void> record(AuditEntry entry) {
    add(entry);
    return Future.succeededFuture();
  }

  @Override
  public Future<List<AuditEntry>> audit(int most) {
    return Future.succeededFuture(entries.stream().limit(Math.max(0, most)).toList());
  }

  private void add(AuditEntry entry) {
    entries.addFirst(entry);
    if (entries.size() > MOST_ENTRIES) {
      entries.removeLast();
    }
  }
}
