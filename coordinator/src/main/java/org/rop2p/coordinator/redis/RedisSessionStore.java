package org.rop2p.coordinator.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.rop2p.coordinator.api.ClientMessage.Sees;
import org.rop2p.coordinator.api.Limits;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.coordinator.config.Capacity;
import org.rop2p.coordinator.session.Ids;
import org.rop2p.coordinator.session.Member;
import org.rop2p.coordinator.session.Membership;
import org.rop2p.coordinator.session.Notice;
import org.rop2p.coordinator.session.Player;
import org.rop2p.coordinator.session.SessionInfo;
import org.rop2p.coordinator.session.SessionStore;
import org.rop2p.coordinator.session.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store of a world that several nodes serve. Each operation is one script; while Redis is away
 * each fails at once with {@link StoreUnavailableException}. The times are Redis's, so the nodes'
 * clocks need not agree.
 */
final class RedisSessionStore implements SessionStore {
  private static final Logger log = LoggerFactory.getLogger(RedisSessionStore.class);

  private static final Script RESERVE = Script.ofSessions("reserve");
  private static final Script REDEEM = Script.ofSessions("redeem");
  private static final Script SEES = Script.ofSessions("sees");
  private static final Script SIGNAL = Script.ofSessions("signal");
  private static final Script DETACH = Script.ofSessions("detach");
  private static final Script LEAVE = Script.ofSessions("leave");
  private static final Script LEAVE_SESSION = Script.ofSessions("leave-session");
  private static final Script EXPEL = Script.ofSessions("expel");
  private static final Script RESTORE = Script.ofSessions("restore");
  private static final Script BEAT = Script.ofSessions("beat");
  private static final Script SESSIONS = Script.ofSessions("sessions");
  private static final Script ACCOUNTS = Script.ofSessions("accounts");
  private static final Script MEMBERS = Script.ofSessions("members");
  private static final Script CLOSE = Script.ofSessions("close");

  /** What one script carries out of what has expired: a few milliseconds. */
  private static final String BATCH = "100";

  /** Memberships whose keys one beat renews: 40,000 in the ten minutes after which they are due. */
  private static final String RENEWED = "200";

  /** 20,000 memberships of a dead node; the next beat does the rest. */
  private static final int MAX_BATCHES = 200;

  /** Less than the time between two beats, so that the next one knows. */
  private static final Duration ECHO_PATIENCE = Duration.ofSeconds(2);

  private final RedisLine line;
  private final Capacity capacity;
  private final Ids ids;
  private final Optional<InstantSource> clock;
  private final String node;
  private Consumer<Notice> ear = notice -> {};

  /** How many more beats were answered than echoes have come; the echo may well be first. */
  private final AtomicInteger missingEchoes = new AtomicInteger();

  /** Since when one is missing. */
  private volatile long missingSince;

  /** One node of the world that is in that database. */
  RedisSessionStore(RedisLine line, Capacity capacity, Ids ids) {
    this(line, capacity, ids, Optional.empty());
  }

  /**
   * As {@link #RedisSessionStore(RedisLine, Capacity, Ids)}.
   *
   * @param clock in Redis's place
   */
  RedisSessionStore(RedisLine line, Capacity capacity, Ids ids, Optional<InstantSource> clock) {
    this.line = line;
    this.capacity = capacity;
    this.ids = ids;
    this.clock = clock;
    this.node = ids.membershipId();
    line.subscribe(channel(), this::published);
    line.greet(this::beginBeating);
  }

  /** Where this node's notices are published. */
  String channel() {
    return line.channel("node:") + node;
  }

  @Override
  public void watch(Consumer<Boolean> watcher) {
    line.watch(watcher);
  }

  /** Also connects: whoever {@linkplain #watch watches} must do so before. */
  @Override
  public void hear(Consumer<Notice> ear) {
    this.ear = ear;
    line.open();
  }

  @Override
  public Future<Reservation> reserve(Player player, String zone) {
    return reserve(player, zone, MAX_BATCHES);
  }

  private Future<Reservation> reserve(Player player, String zone, int batches) {
    String ticket = ids.ticket();
    return run(
            RESERVE,
            account(player),
            player.fingerprint(),
            player.signingKey(),
            zone,
            ticket,
            ids.sessionId(),
            Integer.toString(capacity.maxSessionsPerZone()),
            Integer.toString(capacity.maxPlayersPerSession()))
        .compose(
            answer -> {
              if (answer.get(0).toString().equals("reserved")) {
                return Future.succeededFuture(
                    new Reservation.Reserved(
                        ticket, answer.get(1).toString(), answer.get(2).toInteger() == 1));
              }
              // Places that have expired may not have been freed yet.
              return answer.get(1).toInteger() == 1 && batches > 0
                  ? reserve(player, zone, batches - 1)
                  : Future.succeededFuture(new Reservation.Full());
            });
  }

  @Override
  public Future<Optional<Redeemed>> redeem(String ticket, int accountId, String membershipId) {
    return run(REDEEM, ticket, Integer.toString(accountId), membershipId)
        .map(
            answer -> {
              if (answer.size() == 0) {
                return Optional.empty();
              }
              Player player =
                  new Player(accountId, answer.get(0).toString(), answer.get(1).toString());
              Membership membership =
                  new Membership(
                      membershipId, player, answer.get(2).toString(), answer.get(3).toString());
              return Optional.of(new Redeemed(membership, answer.get(4).toInteger() == 1));
            });
  }

  @Override
  public Future<Sighted> sees(Membership membership, Sees report) {
    List<String> arguments = new ArrayList<>();
    arguments.add(account(membership.player()));
    arguments.add(membership.id());
    arguments.add(Integer.toString(Limits.MAX_SEES));
    arguments.add(Integer.toString(report.added().size()));
    addAll(arguments, report.added());
    addAll(arguments, report.removed());
    return run(SEES, arguments)
        .map(
            answer ->
                switch (answer.toString()) {
                  case "done" -> Sighted.DONE;
                  case "too-many" -> Sighted.TOO_MANY;
                  default -> Sighted.NOT_JOINED;
                });
  }

  @Override
  public Future<Boolean> signal(Membership from, int to, Signal signal, Optional<String> seenFrom) {
    return run(
            SIGNAL,
            account(from.player()),
            from.id(),
            Integer.toString(to),
            NoticeText.tail(signal, seenFrom))
        .map(RedisSessionStore::isTrue);
  }

  @Override
  public Future<Void> detach(Membership membership) {
    return run(DETACH, account(membership.player()), membership.id()).mapEmpty();
  }

  @Override
  public Future<Void> leave(Membership membership) {
    return run(LEAVE, account(membership.player()), membership.id()).mapEmpty();
  }

  @Override
  public Future<Void> leave(int accountId, String sessionId) {
    return run(LEAVE_SESSION, Integer.toString(accountId), sessionId).mapEmpty();
  }

  @Override
  public Future<Void> expel(int accountId) {
    return run(EXPEL, Integer.toString(accountId)).mapEmpty();
  }

  @Override
  public Future<Boolean> restore(Membership membership, Set<Integer> inView) {
    Player player = membership.player();
    List<String> arguments = new ArrayList<>();
    arguments.add(account(player));
    arguments.add(membership.id());
    arguments.add(player.fingerprint());
    arguments.add(player.signingKey());
    arguments.add(membership.zone());
    arguments.add(membership.sessionId());
    addAll(arguments, inView);
    return run(RESTORE, arguments).map(RedisSessionStore::isTrue);
  }

  /**
   * Also hears whether what is published still reaches this node: a subscription that is dead
   * without a word ends the connection.
   */
  @Override
  public Future<Void> beat() {
    if (missingEchoes.get() > 0 && System.nanoTime() - missingSince > ECHO_PATIENCE.toNanos()) {
      line.lose("does not deliver what is published");
    }
    return beat(MAX_BATCHES);
  }

  private Future<Void> beat(int batches) {
    return run(BEAT, BATCH, RENEWED)
        .onSuccess(answered -> expectEcho())
        .compose(
            more -> isTrue(more) && batches > 1 ? beat(batches - 1) : Future.succeededFuture());
  }

  private Future<Void> beginBeating() {
    missingEchoes.set(0);
    return run(BEAT, BATCH, RENEWED, "first").onSuccess(answered -> expectEcho()).mapEmpty();
  }

  private void expectEcho() {
    if (missingEchoes.incrementAndGet() == 1) {
      missingSince = System.nanoTime();
    }
  }

  @Override
  public Future<List<SessionInfo>> sessions() {
    return sessions(List.of(BATCH), MAX_BATCHES);
  }

  @Override
  public Future<Optional<SessionInfo>> session(String sessionId) {
    return sessions(List.of(BATCH, sessionId), MAX_BATCHES)
        .map(sessions -> sessions.stream().findFirst());
  }

  @Override
  public Future<List<List<Integer>>> accounts(List<String> sessionIds) {
    return run(ACCOUNTS, sessionIds)
        .map(
            answer -> {
              List<List<Integer>> all = new ArrayList<>();
              answer.forEach(session -> all.add(numbers(session)));
              return List.copyOf(all);
            });
  }

  private static List<Integer> numbers(Response answer) {
    List<Integer> numbers = new ArrayList<>();
    answer.forEach(number -> numbers.add(number.toInteger()));
    return List.copyOf(numbers);
  }

  @Override
  public Future<List<Member>> members(int after, int most) {
    return run(MEMBERS, Integer.toString(after), Integer.toString(most))
        .map(
            answer -> {
              List<Member> members = new ArrayList<>();
              answer.forEach(row -> members.add(member(row)));
              return List.copyOf(members);
            });
  }

  private static Member member(Response row) {
    return new Member(
        new Player(row.get(0).toInteger(), row.get(1).toString(), row.get(2).toString()),
        row.get(3).toString(),
        row.get(4).toString(),
        instant(row.get(5)),
        row.get(6).toInteger(),
        isTrue(row.get(7)));
  }

  private static Instant instant(Response micros) {
    return Instant.EPOCH.plus(micros.toLong(), ChronoUnit.MICROS);
  }

  private Future<List<SessionInfo>> sessions(List<String> arguments, int batches) {
    return run(SESSIONS, arguments)
        .compose(
            answer -> {
              if (isTrue(answer.get(0)) && batches > 1) {
                return sessions(arguments, batches - 1);
              }
              List<SessionInfo> sessions = new ArrayList<>();
              for (int i = 1; i < answer.size(); i++) {
                sessions.add(session(answer.get(i)));
              }
              return Future.succeededFuture(List.copyOf(sessions));
            });
  }

  private static SessionInfo session(Response row) {
    return new SessionInfo(
        row.get(0).toString(), row.get(1).toString(), row.get(2).toInteger(), instant(row.get(3)));
  }

  /** The connection ends, too. Never fails: a node that cannot say so is found dead. */
  @Override
  public Future<Void> close() {
    return close(MAX_BATCHES)
        .recover(e -> Future.succeededFuture())
        .compose(detached -> line.close());
  }

  private Future<Void> close(int batches) {
    return run(CLOSE, BATCH)
        .compose(
            more -> isTrue(more) && batches > 1 ? close(batches - 1) : Future.succeededFuture());
  }

  private void published(String text) {
    if (text.equals(NoticeText.BEAT)) {
      missingEchoes.decrementAndGet();
    } else if (text.equals(NoticeText.RESTORE)) {
      line.backAgain();
    } else {
      NoticeText.read(text)
          .ifPresentOrElse(
              notice -> ear.accept(notice),
              () -> log.warn("A notice in Redis that this version does not know"));
    }
  }

  private Future<Response> run(Script script, String... arguments) {
    return run(script, List.of(arguments));
  }

  private Future<Response> run(Script script, List<String> arguments) {
    List<String> all = new ArrayList<>(arguments.size() + 3);
    all.add(line.channel("node:"));
    all.add(node);
    all.add(clock.map(source -> micros(source.instant())).orElse(""));
    all.addAll(arguments);
    return line.run(script, List.of(Keys.PREFIX), all);
  }

  private static String micros(Instant instant) {
    return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
  }

  private static String account(Player player) {
    return Integer.toString(player.accountId());
  }

  private static void addAll(List<String> arguments, Collection<Integer> ids) {
    ids.forEach(id -> arguments.add(Integer.toString(id)));
  }

  private static boolean isTrue(Response answer) {
    return answer.toInteger() == 1;
  }
}
