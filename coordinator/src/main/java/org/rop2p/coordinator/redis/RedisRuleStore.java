package org.rop2p.coordinator.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.rop2p.coordinator.policy.AuditEntry;
import org.rop2p.coordinator.policy.RuleChange;
import org.rop2p.coordinator.policy.RuleChanges;
import org.rop2p.coordinator.policy.RuleStore;
import org.rop2p.coordinator.policy.Rules;
import org.rop2p.coordinator.policy.RulesCodec;
import org.rop2p.coordinator.session.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of a world that several nodes serve: one value in Redis, replaced only by who knew it
 * as it was. Every node knows the newest it has heard of, and puts it back into a Redis that has
 * forgotten: no mute and no kill switch is lifted by a restart. The rules of the configuration file
 * hold until the first change.
 */
final class RedisRuleStore implements RuleStore {
  private static final Logger log = LoggerFactory.getLogger(RedisRuleStore.class);

  private static final Script CHANGE = Script.alone("change-rules");
  private static final Script RECORD = Script.alone("record");

  /** A few megabytes. */
  static final int MAX_ENTRIES = 10_000;

  /** Admins who click at the same moment are few. */
  private static final int MAX_TRIES = 20;

  private static final List<String> KEYS = List.of(Keys.RULES, Keys.AUDIT);

  private final RedisLine line;
  private final String channel;
  private final InstantSource clock;
  private Consumer<Rules> ear = rules -> {};
  private volatile Rules newest;

  /**
   * Before the line is opened.
   *
   * @param configured what holds until somebody changes it
   * @param clock for the record
   */
  RedisRuleStore(RedisLine line, Rules configured, InstantSource clock) {
    this.line = line;
    this.channel = line.channel("rules");
    this.newest = configured;
    this.clock = clock;
    line.subscribe(channel, this::published);
    line.watch(up -> synchronize(up));
  }

  @Override
  public void hear(Consumer<Rules> ear) {
    this.ear = ear;
  }

  @Override
  public Future<Rules> rules() {
    return stored().map(this::newer);
  }

  @Override
  public Future<Rules> change(RuleChange change, String by) {
    return stored().compose(text -> change(text, change, by, MAX_TRIES));
  }

  private Future<Rules> change(String text, RuleChange change, String by, int tries) {
    Rules next = RuleChanges.apply(newer(text), change);
    AuditEntry entry = RuleChanges.entry(change, by, clock.instant());
    return replace(text, next, List.of(RulesCodec.encode(entry)))
        .compose(
            answer -> {
              if (answer.get(0).toInteger() == 1) {
                heard(next);
                return Future.succeededFuture(next);
              }
              return tries > 1
                  ? change(answer.get(1).toString(), change, by, tries - 1)
                  : Future.failedFuture(
                      new StoreUnavailableException("the rules change faster than they are read"));
            });
  }

  @Override
  public Future<Void> record(AuditEntry entry) {
    return line.run(
            RECORD,
            List.of(Keys.AUDIT),
            List.of(RulesCodec.encode(entry), Integer.toString(MAX_ENTRIES)))
        .mapEmpty();
  }

  @Override
  public Future<List<AuditEntry>> audit(int most) {
    int last = Math.max(0, Math.min(most, MAX_ENTRIES)) - 1;
    if (last < 0) {
      return Future.succeededFuture(List.of());
    }
    return line.send(Request.cmd(Command.LRANGE).arg(Keys.AUDIT).arg(0).arg(last))
        .map(
            answer -> {
              List<AuditEntry> entries = new ArrayList<>();
              answer.forEach(entry -> entries.add(RulesCodec.decodeEntry(entry.toString())));
              return List.copyOf(entries);
            });
  }

  /** What this node knows and Redis does not, Redis is told, and the other way round. */
  private void synchronize(boolean up) {
    if (up) {
      stored()
          .compose(text -> synchronize(text, MAX_TRIES))
          .onFailure(e -> log.error("The rules in Redis cannot be used: {}", e.getMessage()));
    }
  }

  private Future<Void> synchronize(String text, int tries) {
    Rules known = newest;
    Rules now = newer(text);
    if (now.version() > known.version()) {
      heard(now);
      return Future.succeededFuture();
    }
    boolean forgotten = text.isEmpty() || RulesCodec.decode(text).version() < known.version();
    if (known.version() == 0 || !forgotten || tries == 0) {
      return Future.succeededFuture();
    }
    return replace(text, known, List.of())
        .compose(
            answer ->
                answer.get(0).toInteger() == 1
                    ? Future.succeededFuture()
                    : synchronize(answer.get(1).toString(), tries - 1));
  }

  private Future<String> stored() {
    return line.send(Request.cmd(Command.GET).arg(Keys.RULES))
        .map(answer -> answer == null ? "" : answer.toString());
  }

  private Future<Response> replace(String text, Rules next, List<String> entries) {
    List<String> arguments =
        new ArrayList<>(
            List.of(channel, text, RulesCodec.encode(next), Integer.toString(MAX_ENTRIES)));
    arguments.addAll(entries);
    return line.run(CHANGE, KEYS, arguments);
  }

  private void published(String text) {
    try {
      heard(RulesCodec.decode(text));
    } catch (IllegalArgumentException e) {
      log.error("Rules in Redis that this version does not understand: {}", e.getMessage());
    }
  }

  private void heard(Rules rules) {
    if (rules.version() > newest.version()) {
      newest = rules;
      ear.accept(rules);
    }
  }

  private Rules newer(String text) {
    Rules known = newest;
    if (text.isEmpty()) {
      return known;
    }
    Rules stored = RulesCodec.decode(text);
    return stored.version() > known.version() ? stored : known;
  }
}
