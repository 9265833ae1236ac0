package org.rop2p.coordinator;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.rop2p.coordinator.api.Limits;
import org.rop2p.coordinator.auth.IdentityCheck;
import org.rop2p.coordinator.auth.Nonces;
import org.rop2p.coordinator.auth.RathenaDbIdentity;
import org.rop2p.coordinator.auth.RathenaWebIdentity;
import org.rop2p.coordinator.auth.ServiceTokenIdentity;
import org.rop2p.coordinator.auth.Tokens;
import org.rop2p.coordinator.config.AuthConfig;
import org.rop2p.coordinator.config.CoordinatorConfig;
import org.rop2p.coordinator.config.DatabaseConfig;
import org.rop2p.coordinator.config.Listening;
import org.rop2p.coordinator.limits.LimitBook;
import org.rop2p.coordinator.metrics.Metrics;
import org.rop2p.coordinator.metrics.Series;
import org.rop2p.coordinator.metrics.TimedStore;
import org.rop2p.coordinator.policy.MemoryRuleStore;
import org.rop2p.coordinator.policy.RuleStore;
import org.rop2p.coordinator.policy.Rules;
import org.rop2p.coordinator.redis.RedisStores;
import org.rop2p.coordinator.rest.Logins;
import org.rop2p.coordinator.rest.RestApi;
import org.rop2p.coordinator.session.Ids;
import org.rop2p.coordinator.session.InMemorySessionStore;
import org.rop2p.coordinator.session.SessionStore;
import org.rop2p.coordinator.signaling.Signaling;

/** A running coordinator: one event loop, closed by {@link #close}. */
public final class Coordinator {
  /** Longer than the ping interval, so that it ends only connections that nobody uses. */
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(90);

  /** Told to everybody where the configuration says {@code enabled: false}. */
  private static final String DISABLED = "P2P is switched off on this server";

  private static final Duration LAG_INTERVAL = Duration.ofMillis(500);

  /** Several times in a node's lifetime. */
  private static final Duration BEAT_INTERVAL = Duration.ofSeconds(3);

  /** How long a client may take to answer a close frame. */
  private static final Duration CLOSING_TIMEOUT = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final Server server;

  private Coordinator(Vertx vertx, Server server) {
    this.vertx = vertx;
    this.server = server;
  }

  /**
   * Starts one. The future fails with the cause if the address cannot be listened on; nothing is
   * left running then. Returns at once.
   */
  public static Future<Coordinator> start(CoordinatorConfig config) {
    return start(config, InstantSource.system());
  }

  /**
   * As {@link #start(CoordinatorConfig)}.
   *
   * @param clock for the age of tickets; silence and rates are measured by the machine's own
   */
  public static Future<Coordinator> start(CoordinatorConfig config, InstantSource clock) {
    return start(config, clock, store -> store);
  }

  /**
   * As {@link #start(CoordinatorConfig)}.
   *
   * @param between puts something between the coordinator and its store
   */
  static Future<Coordinator> start(
      CoordinatorConfig config, InstantSource clock, UnaryOperator<SessionStore> between) {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
    Server server = new Server(config, clock, between);
    // Of no context: a failed start is told after its event loop has ended.
    Promise<Coordinator> started = Promise.promise();
    vertx
        .deployVerticle(server)
        .onSuccess(deployed -> started.complete(new Coordinator(vertx, server)))
        .onFailure(failure -> vertx.close().onComplete(closed -> started.fail(failure)));
    return started.future();
  }

  /** The port it listens on, also if the system chose it. */
  public int port() {
    return server.http.actualPort();
  }

  /** What it counted so far. Thread-safe. */
  public Tally tally() {
    return server.tally;
  }

  /** What timers do, now: for tests, whose clock does not move them. */
  Future<Void> tick() {
    return server.onLoop(
        () -> {
          server.store.beat();
          server.signaling.tick();
          server.sample();
        });
  }

  /** The handler of all requests: for tests. */
  Handler<HttpServerRequest> handler() {
    return server.http.requestHandler();
  }

  /** Runs something on the event loop: for tests. */
  Future<Void> onLoop(Runnable task) {
    return server.onLoop(task);
  }

  /** Other rules hold from now on. */
  Future<Void> rules(Rules rules) {
    return server.onLoop(() -> server.signaling.rules(rules));
  }

  /** Closes every socket and stops. Closing again is no error. */
  public Future<Void> close() {
    return vertx.close();
  }

  /** Everything that runs on the one event loop. */
  private static final class Server extends AbstractVerticle {
    private final CoordinatorConfig config;
    private final InstantSource clock;
    private final UnaryOperator<SessionStore> between;
    private final Tally tally = new Tally();
    private Metrics metrics;
    private SessionStore store;
    private Signaling signaling;
    private HttpServer http;

    Server(CoordinatorConfig config, InstantSource clock, UnaryOperator<SessionStore> between) {
      this.between = between;
      this.config = config;
      this.clock = clock;
    }

    @Override
    public void start(Promise<Void> started) {
      Ids ids = new Ids();
      // Of the world; what this node makes of it is its own affair.
      Rules configured = Rules.of(config.zones());
      Optional<RedisStores> redis =
          config
              .redis()
              .map(
                  there ->
                      new RedisStores(vertx, there, config.capacity(), ids, configured, clock));
      metrics = new Metrics(tally, System::nanoTime);
      store =
          between.apply(
              new TimedStore(
                  redis
                      .map(RedisStores::sessions)
                      .orElseGet(() -> new InMemorySessionStore(config.capacity(), ids, clock)),
                  metrics));
      RuleStore rules =
          redis.map(RedisStores::rules).orElseGet(() -> new MemoryRuleStore(configured, clock));
      byte[] secret = secret(config.auth());
      Tokens tokens = new Tokens(vertx, secret, config.auth().tokenLifetime(), clock);
      LimitBook limits = new LimitBook();
      signaling =
          new Signaling(
              store,
              ids,
              inForce(configured),
              config.sessionTimeout(),
              tokens::issue,
              limits,
              clock,
              tally,
              metrics);
      RestApi api =
          new RestApi(
              config,
              store,
              new Logins(
                  identity(config.auth()),
                  tokens,
                  new Nonces(secret),
                  limits,
                  inForce(configured),
                  rules,
                  metrics,
                  clock,
                  tally),
              signaling,
              clock,
              inForce(configured),
              rules,
              metrics);
      metrics.sockets(limits::openSockets);
      metrics.droppedLogLines(LogQueue::dropped);
      vertx.setPeriodic(Series.INTERVAL.toMillis(), timer -> sample());
      watchLoop(metrics);
      rules.hear(
          now -> {
            api.rules(inForce(now));
            signaling.rules(inForce(now));
          });
      vertx.setPeriodic(BEAT_INTERVAL.toMillis(), timer -> store.beat());
      vertx.setPeriodic(signaling.tickInterval().toMillis(), timer -> signaling.tick());
      http = vertx.createHttpServer(options(config.listening())).requestHandler(api.router(vertx));
      // If Redis is there, nobody finds the coordinator without it.
      redis
          .map(RedisStores::firstAttempt)
          .orElseGet(Future::succeededFuture)
          .compose(tried -> http.listen(config.listening().port(), config.listening().host()))
          .<Void>mapEmpty()
          .onComplete(started);
    }

    private void sample() {
      metrics.sample(clock.instant(), signaling.players(), signaling.sessions());
    }

    /** What the admin wants, unless this node's own configuration has P2P off. */
    private Rules inForce(Rules rules) {
      return config.enabled() ? rules : rules.switchedOff(DISABLED);
    }

    /** How late a timer of this loop is, again and again. */
    private void watchLoop(Metrics metrics) {
      long due = System.nanoTime() + LAG_INTERVAL.toNanos();
      vertx.setTimer(
          LAG_INTERVAL.toMillis(),
          timer -> {
            metrics.loopLag(Duration.ofNanos(Math.max(0, System.nanoTime() - due)));
            watchLoop(metrics);
          });
    }

    /** Sockets are closed first, so that each hears why. */
    @Override
    public void stop(Promise<Void> stopped) {
      if (signaling != null) {
        signaling.stop();
        http.close().transform(closed -> store.close()).otherwiseEmpty().onComplete(stopped);
      } else {
        stopped.complete();
      }
    }

    Future<Void> onLoop(Runnable task) {
      Promise<Void> done = Promise.promise();
      context.runOnContext(
          now -> {
            task.run();
            done.complete();
          });
      return done.future();
    }

    /** Without one logins end with the process. */
    private static byte[] secret(AuthConfig auth) {
      byte[] secret = auth.jwtSecret().getBytes(StandardCharsets.UTF_8);
      if (secret.length == 0) {
        secret = new byte[AuthConfig.MIN_SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
      }
      return secret;
    }

    private IdentityCheck identity(AuthConfig auth) {
      return switch (auth.mode()) {
        case NONE -> IdentityCheck.NONE;
        case RATHENA_DB -> new RathenaDbIdentity(vertx, database(auth), clock);
        case JWT -> new ServiceTokenIdentity(vertx, auth, clock);
        case RATHENA_WEB -> new RathenaWebIdentity(vertx, auth.rathenaWebUrl(), auth.worldName());
      };
    }

    private static DatabaseConfig database(AuthConfig auth) {
      return auth.database()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "mode rathena-db needs to know where rAthena's database is"));
    }

    private static HttpServerOptions options(Listening listening) {
      HttpServerOptions options =
          new HttpServerOptions()
              .setIdleTimeout((int) IDLE_TIMEOUT.toSeconds())
              .setMaxWebSocketFrameSize(Limits.MAX_FRAME_BYTES)
              .setMaxWebSocketMessageSize(Limits.MAX_FRAME_BYTES)
              .setWebSocketClosingTimeout((int) CLOSING_TIMEOUT.toSeconds())
              // Messages are small, and what inflates must be bounded twice.
              .setPerFrameWebSocketCompressionSupported(false)
              .setPerMessageWebSocketCompressionSupported(false);
      listening
          .tls()
          .ifPresent(
              tls ->
                  options
                      .setSsl(true)
                      .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                      .setKeyCertOptions(
                          new PemKeyCertOptions()
                              .setCertPath(tls.certificate().toString())
                              .setKeyPath(tls.key().toString())));
      return options;
    }
  }
}
