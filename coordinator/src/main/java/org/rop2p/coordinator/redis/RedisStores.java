package org.rop2p.coordinator.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import org.rop2p.coordinator.config.Capacity;
import org.rop2p.coordinator.config.RedisConfig;
import org.rop2p.coordinator.policy.RuleStore;
import org.rop2p.coordinator.policy.Rules;
import org.rop2p.coordinator.session.Ids;
import org.rop2p.coordinator.session.SessionStore;

/** The stores of one node of a world in Redis; they share the way there. */
public final class RedisStores {
  private final RedisLine line;
  private final SessionStore sessions;
  private final RuleStore rules;

  /**
   * Of the event loop it is made on. {@link SessionStore#hear} connects, {@link SessionStore#close}
   * ends both stores.
   *
   * @param configured the rules until somebody changes them
   * @param clock for the record of changes; all else goes by Redis's
   */
  public RedisStores(
      Vertx vertx,
      RedisConfig config,
      Capacity capacity,
      Ids ids,
      Rules configured,
      InstantSource clock) {
    line = new RedisLine(vertx, config);
    rules = new RedisRuleStore(line, configured, clock);
    sessions = new RedisSessionStore(line, capacity, ids);
  }

  public SessionStore sessions() {
    return sessions;
  }

  public RuleStore rules() {
    return rules;
  }

  /** Connects if nobody has; ends with the first attempt, however it ends: seconds at most. */
  public Future<Void> firstAttempt() {
    return line.open();
  }
}
