package org.rop2p.coordinator.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rop2p.coordinator.config.RedisConfig;
import org.rop2p.coordinator.session.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to Redis, which comes back by itself when it is lost: one connection for calls and one
 * for what is published (the client loses the answer of a call if something published comes
 * between), which live and end together. While they are away every call fails at once; one that is
 * under way fails with them, or when it has no answer after {@value #PATIENCE_MILLIS} ms. Calls
 * come from any thread; everybody is told on the event loop it was made on.
 */
final class RedisLine {
  private static final Logger log = LoggerFactory.getLogger(RedisLine.class);

  /** A Redis that is there answers in a millisecond; a player waits this long for a join. */
  private static final long PATIENCE_MILLIS = 1_500;

  private static final long CHECK_MILLIS = 250;
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 3_000;

  /** Every player of a large node at once: more than Redis takes in its few seconds are refused. */
  private static final int MAX_PENDING = 32_768;

  private final Vertx vertx;
  private final Context context;
  private final RedisConfig config;
  private final NetClientOptions net;
  private final Map<String, Consumer<String>> channels = new LinkedHashMap<>();
  private final List<Consumer<Boolean>> watchers = new ArrayList<>();
  private final Deque<Pending> pending = new ArrayDeque<>();
  private final Promise<Void> firstAttempt = Promise.promise();
  private Supplier<Future<?>> greeting = Future::succeededFuture;
  private State state = State.NEW;
  private Redis client;
  private RedisConnection connection;
  private long pause = FIRST_PAUSE_MILLIS;
  private int attempt;
  private long lastAnswer;
  private boolean complained;

  private enum State {
    NEW,
    /** No connection, or one that has not subscribed yet. */
    AWAY,
    /** Calls go through, but nobody has been told yet. */
    GREETING,
    UP,
    CLOSED
  }

  private static final class Pending {
    private final Promise<Response> promise = Promise.promise();
    private final long since = System.nanoTime();
  }

  /** Of the event loop it is made on, or of one of its own. Does nothing until {@link #open}. */
  RedisLine(Vertx vertx, RedisConfig config) {
    this(vertx, config, new NetClientOptions());
  }

  /**
   * As {@link #RedisLine(Vertx, RedisConfig)}.
   *
   * @param net with what else the connection needs, such as whom to trust
   */
  RedisLine(Vertx vertx, RedisConfig config, NetClientOptions net) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.config = config;
    this.net = net;
    net.setConnectTimeout((int) PATIENCE_MILLIS).setTcpNoDelay(true).setTcpKeepAlive(true);
    if (config.tls()) {
      net.setHostnameVerificationAlgorithm("HTTPS");
    }
  }

  /** Of this database only: what is published knows no database numbers. */
  String channel(String name) {
    return Keys.PREFIX + config.db() + ":" + name;
  }

  /** Who is told what is published there; before {@link #open}. */
  void subscribe(String channel, Consumer<String> ear) {
    channels.put(channel, ear);
  }

  /** Who is told whether it is there; before {@link #open}. */
  void watch(Consumer<Boolean> watcher) {
    watchers.add(watcher);
  }

  /** What has to succeed on every new connection before anybody is told; before {@link #open}. */
  void greet(Supplier<Future<?>> first) {
    greeting = first;
  }

  /**
   * Connects, now and whenever it must. The future ends with the first attempt, however it ends.
   */
  Future<Void> open() {
    context.runOnContext(
        now -> {
          if (state == State.NEW) {
            state = State.AWAY;
            vertx.setPeriodic(CHECK_MILLIS, this::check);
            connect();
          }
        });
    return firstAttempt.future();
  }

  /** Runs a script; its answer, null if it has none. */
  Future<Response> run(Script script, List<String> keys, List<String> arguments) {
    return call(request(Command.EVALSHA, script.sha(), keys, arguments))
        .recover(
            e ->
                e instanceof ErrorType error && error.is("NOSCRIPT")
                    ? call(request(Command.EVAL, script.source(), keys, arguments))
                    : Future.failedFuture(e))
        .recover(e -> Future.failedFuture(asUnavailable(e)));
  }

  /** Runs one command. */
  Future<Response> send(Request request) {
    return call(request).recover(e -> Future.failedFuture(asUnavailable(e)));
  }

  /** Everybody who is told things is told that all is back: something may have been missed. */
  void backAgain() {
    if (state == State.UP) {
      watchers.forEach(watcher -> watcher.accept(true));
    }
  }

  /** Gives this connection up, and makes another. */
  void lose(String why) {
    context.runOnContext(now -> lost(attempt, why));
  }

  /** Ends it; calls fail from now on. */
  Future<Void> close() {
    Promise<Void> closed = Promise.promise();
    context.runOnContext(
        now -> {
          state = State.CLOSED;
          drop("is not used any more");
          firstAttempt.tryComplete();
          closed.complete();
        });
    return closed.future();
  }

  private static Request request(
      Command command, String script, List<String> keys, List<String> arguments) {
    Request request = Request.cmd(command).arg(script).arg(keys.size());
    keys.forEach(request::arg);
    arguments.forEach(request::arg);
    return request;
  }

  private Future<Response> call(Request request) {
    Pending call = new Pending();
    if (Vertx.currentContext() == context) {
      send(request, call);
    } else {
      context.runOnContext(now -> send(request, call));
    }
    return call.promise.future();
  }

  private void send(Request request, Pending call) {
    if (state != State.UP && state != State.GREETING) {
      call.promise.fail(unavailable("cannot be reached"));
      return;
    }
    int current = attempt;
    pending.add(call);
    connection
        .send(request)
        .onComplete(
            answer -> {
              lastAnswer = System.nanoTime();
              if (answer.succeeded()) {
                call.promise.tryComplete(answer.result());
              } else {
                call.promise.tryFail(answer.cause());
                if (isOfNoUse(answer.cause())) {
                  lost(current, "answers: " + answer.cause().getMessage());
                }
              }
              forgetAnswered();
            });
  }

  private void forgetAnswered() {
    while (!pending.isEmpty() && pending.peek().promise.future().isComplete()) {
      pending.poll();
    }
  }

  /** It is being started, or it is a replica since the last election: another one will do. */
  private static boolean isOfNoUse(Throwable e) {
    return e instanceof ErrorType error
        && (error.is("LOADING") || error.is("READONLY") || error.is("MASTERDOWN"));
  }

  private void check(long timer) {
    if (state == State.CLOSED) {
      vertx.cancelTimer(timer);
      return;
    }
    Pending oldest = pending.peek();
    if (oldest == null) {
      return;
    }
    long silent = System.nanoTime() - Math.max(oldest.since, lastAnswer);
    if (silent > PATIENCE_MILLIS * 1_000_000) {
      lost(attempt, "does not answer");
    }
  }

  private void connect() {
    int current = ++attempt;
    lastAnswer = System.nanoTime();
    String scheme = config.tls() ? "rediss://" : "redis://";
    RedisOptions options =
        new RedisOptions()
            .setConnectionString(scheme + place())
            .setNetClientOptions(new NetClientOptions(net))
            .setMaxPoolSize(2)
            .setMaxWaitingHandlers(MAX_PENDING);
    if (!config.password().isEmpty()) {
      options.setPassword(config.password());
    }
    client = Redis.createClient(vertx, options);
    long deadline =
        vertx.setTimer(2 * PATIENCE_MILLIS, late -> notReady(current, "does not answer"));
    Redis made = client;
    made.connect()
        .compose(calls -> open(current, calls))
        .compose(open -> made.connect())
        .compose(published -> subscribe(current, published))
        .compose(subscribed -> greet(current))
        .onSuccess(
            greeted -> {
              vertx.cancelTimer(deadline);
              up(current);
            })
        .onFailure(
            e -> {
              vertx.cancelTimer(deadline);
              notReady(current, "cannot be used: " + e.getMessage());
            });
  }

  private Future<Void> open(int current, RedisConnection calls) {
    if (current != attempt || state != State.AWAY) {
      return Future.failedFuture("given up");
    }
    watch(current, calls);
    connection = calls;
    return Future.succeededFuture();
  }

  private void watch(int current, RedisConnection made) {
    made.endHandler(ended -> lost(current, "has closed the connection"));
    made.exceptionHandler(e -> lost(current, "is lost: " + e.getMessage()));
  }

  private Future<Void> subscribe(int current, RedisConnection made) {
    if (channels.isEmpty()) {
      return Future.succeededFuture();
    }
    watch(current, made);
    Promise<Void> subscribed = Promise.promise();
    int[] missing = {channels.size()};
    made.handler(
        said -> {
          if (said.type() == ResponseType.ERROR) {
            subscribed.tryFail(said.toString());
          } else if ("message".equals(said.get(0).toString())) {
            published(current, said.get(1).toString(), said.get(2).toString());
          } else if (--missing[0] == 0) {
            subscribed.tryComplete();
          }
        });
    Request subscribe = Request.cmd(Command.SUBSCRIBE);
    channels.keySet().forEach(subscribe::arg);
    made.send(subscribe).onFailure(subscribed::tryFail);
    return subscribed.future();
  }

  private Future<?> greet(int current) {
    if (current != attempt || state != State.AWAY) {
      return Future.failedFuture("given up");
    }
    state = State.GREETING;
    return greeting.get();
  }

  private void published(int current, String channel, String text) {
    Consumer<String> ear = channels.get(channel);
    if (current == attempt && ear != null) {
      ear.accept(text);
    }
  }

  private void up(int current) {
    if (current != attempt || state != State.GREETING) {
      return;
    }
    state = State.UP;
    pause = FIRST_PAUSE_MILLIS;
    log.info("Redis at {} is there", place());
    complained = false;
    backAgain();
    firstAttempt.tryComplete();
  }

  private void notReady(int current, String why) {
    if (current == attempt && state != State.UP) {
      lost(current, why);
    }
  }

  private void lost(int current, String why) {
    if (current != attempt || state == State.CLOSED) {
      return;
    }
    boolean wasUp = state == State.UP;
    if (!complained) {
      log.warn(
          "Redis at {} {}; joins are answered 503 until it is there; check coordinator.redis",
          place(),
          why);
      complained = true;
    }
    attempt++;
    state = State.AWAY;
    drop(why);
    if (wasUp) {
      watchers.forEach(watcher -> watcher.accept(false));
    }
    firstAttempt.tryComplete();
    vertx.setTimer(pause, again -> reconnect());
    pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
  }

  private void reconnect() {
    if (state == State.AWAY) {
      connect();
    }
  }

  private void drop(String why) {
    if (client != null) {
      client.close();
      client = null;
    }
    connection = null;
    List<Pending> open = List.copyOf(pending);
    pending.clear();
    open.forEach(call -> call.promise.tryFail(unavailable(why)));
  }

  private String place() {
    String host = config.host().indexOf(':') >= 0 ? "[" + config.host() + "]" : config.host();
    return host + ":" + config.port() + "/" + config.db();
  }

  private StoreUnavailableException unavailable(String why) {
    return new StoreUnavailableException("Redis at " + place() + " " + why);
  }

  /** What Redis itself refused is logged: the others are told that the store has failed, only. */
  private Throwable asUnavailable(Throwable e) {
    if (e instanceof StoreUnavailableException) {
      return e;
    }
    if (e instanceof ErrorType) {
      log.error("Redis at {} refused a call: {}", place(), e.getMessage());
    }
    return unavailable("failed: " + e.getMessage());
  }
}
