package org.rop2p.coordinator.rest;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.rop2p.coordinator.admin.AdminToken;
import org.rop2p.coordinator.api.ClientConfig;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.api.Health;
import org.rop2p.coordinator.api.IceServers;
import org.rop2p.coordinator.api.JoinRequest;
import org.rop2p.coordinator.api.Joined;
import org.rop2p.coordinator.api.LeaveRequest;
import org.rop2p.coordinator.api.Limits;
import org.rop2p.coordinator.api.RestCodec;
import org.rop2p.coordinator.api.ZonePolicy;
import org.rop2p.coordinator.auth.Tokens;
import org.rop2p.coordinator.config.CoordinatorConfig;
import org.rop2p.coordinator.metrics.Metrics;
import org.rop2p.coordinator.policy.RuleStore;
import org.rop2p.coordinator.policy.Rules;
import org.rop2p.coordinator.session.SessionInfo;
import org.rop2p.coordinator.session.SessionStore;
import org.rop2p.coordinator.session.SessionStore.Reservation;
import org.rop2p.coordinator.session.StoreUnavailableException;
import org.rop2p.coordinator.signaling.Signaling;
import org.rop2p.coordinator.signaling.Visitor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The endpoints under {@value #ROOT}, and the way to the signalling socket. */
public final class RestApi {
  /** Where the API lives. */
  public static final String ROOT = "/api/v1";

  /**
   * What no admin's token looks like: three parts, of which the first is a JSON object in Base64.
   */
  private static final Pattern JWT = Pattern.compile("eyJ[^.]*\\.[^.]*\\.[^.]*");

  private static final Logger log = LoggerFactory.getLogger(RestApi.class);

  private final CoordinatorConfig config;
  private final SessionStore store;
  private final Logins logins;
  private final Signaling signaling;
  private final InstantSource clock;
  private final Instant started;
  private final MetricsRoute metrics;
  private final AdminToken admin;
  private final AdminRoutes adminRoutes;
  private Rules rules;

  public RestApi(
      CoordinatorConfig config,
      SessionStore store,
      Logins logins,
      Signaling signaling,
      InstantSource clock,
      Rules rules,
      RuleStore ruleStore,
      Metrics metrics) {
    this.config = config;
    this.store = store;
    this.logins = logins;
    this.signaling = signaling;
    this.clock = clock;
    this.started = clock.instant();
    this.rules = rules;
    metrics.rulesVersion(() -> this.rules.version());
    this.admin = new AdminToken(config.adminToken());
    this.metrics = new MetricsRoute(metrics, admin, store, System::nanoTime);
    this.adminRoutes = new AdminRoutes(admin, ruleStore, store, metrics, clock, System::nanoTime);
  }

  /** Other rules hold from now on. */
  public void rules(Rules next) {
    rules = next;
    logins.rules(next);
  }

  /** The handler of all requests. */
  public Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    boolean development = config.isForDevelopment();
    router.route().handler(Callers.through(config.listening().trustedNetworks(), development));
    router.get(config.listening().websocketPath()).handler(this::openSocket);
    router.post().handler(BodyHandler.create(false).setBodyLimit(Limits.MAX_BODY_BYTES));
    if (!development) {
      router.post(Logins.PATH).handler(new UnknownProxy());
    }
    logins.mount(router);
    router.post(ROOT + "/sessions/join").handler(Answers.of(this::join));
    router.post(ROOT + "/sessions/leave").handler(Answers.of(this::leave));
    router.get(ROOT + "/sessions/discover").handler(Answers.of(this::discover));
    router.get(ROOT + "/sessions/list").handler(Answers.of(this::list));
    router.get(ROOT + "/sessions/:id").handler(Answers.of(this::session));
    router.get(ROOT + "/zones").handler(Answers.of(this::zones));
    router.get(ROOT + "/client-config").handler(Answers.of(this::clientConfig));
    router.get(ROOT + "/ice-servers").handler(Answers.of(this::iceServers));
    router.get(ROOT + "/health").handler(Answers.of(this::health));
    adminRoutes.mount(router);
    metrics.mount(router);
    new ApiDocs().mount(router);
    new AdminPage().mount(router);
    router.route().handler(new WrongMethod(router)::answer);
    router.route().failureHandler(Answers::fail);
    return router;
  }

  /** Who has not logged in gets no socket; the token is in a header, which nobody logs. */
  private void openSocket(RoutingContext context) {
    HttpServerRequest request = context.request().pause();
    logins
        .claims(context)
        .map(claims -> visitor(context, claims))
        .onSuccess(
            visitor ->
                request
                    .toWebSocket()
                    .onSuccess(socket -> signaling.accept(socket, visitor))
                    .onFailure(
                        e -> {
                          signaling.release(visitor);
                          log.debug("No WebSocket: {}", e.getMessage());
                          context.fail(400);
                        }))
        .onFailure(
            e -> {
              request.resume();
              context.fail(e);
            });
  }

  private Visitor visitor(RoutingContext context, Tokens.Claims claims) {
    Visitor visitor =
        new Visitor(Logins.player(claims), claims.issued(), claims.expires(), Callers.ip(context));
    signaling
        .admit(visitor)
        .ifPresent(
            refused -> {
              throw new Refusal(status(refused.code()), refused.code(), refused.message());
            });
    return visitor;
  }

  private static int status(String code) {
    return switch (code) {
      case ErrorCode.RATE_LIMITED -> 429;
      case ErrorCode.KICKED -> 403;
      default -> 503;
    };
  }

  private Future<String> join(RoutingContext context) {
    JoinRequest request = Answers.body(context, RestCodec::decodeJoinRequest);
    return logins
        .player(context)
        .compose(
            player -> {
              logins.countJoin(context, player.accountId());
              ZonePolicy policy = policyOf(request.zone());
              return store
                  .reserve(player, request.zone())
                  .map(reservation -> joined(request.zone(), policy, reservation));
            });
  }

  private static String joined(String zone, ZonePolicy policy, Reservation reservation) {
    if (reservation instanceof Reservation.Reserved reserved) {
      if (reserved.newSession()) {
        log.info("New P2P session created: zone={}, session_id={}", zone, reserved.sessionId());
      }
      return RestCodec.encode(new Joined(reserved.sessionId(), reserved.ticket(), zone, policy));
    }
    throw new Refusal(
        409,
        ErrorCode.ZONE_FULL,
        "Every session of zone "
            + zone
            + " is full: max_sessions_per_zone and"
            + " max_players_per_session set how many players it takes");
  }

  private Future<String> leave(RoutingContext context) {
    LeaveRequest request = Answers.body(context, RestCodec::decodeLeaveRequest);
    return logins
        .account(context)
        .compose(accountId -> store.leave(accountId, request.sessionId()))
        .map("{}");
  }

  private Future<String> discover(RoutingContext context) {
    String zone = context.request().getParam("zone");
    if (!Limits.isZone(zone)) {
      throw new Refusal(
          400,
          ErrorCode.BAD_MESSAGE,
          "The parameter zone must be a map name in lower case without .gat, like ?zone=prontera");
    }
    JsonObject policy = policy(policyOf(zone));
    return store
        .sessions()
        .map(
            sessions ->
                new JsonObject()
                    .put("zone", zone)
                    .put("policy", policy)
                    .put(
                        "sessions",
                        array(
                            context, sessions.stream().filter(s -> s.zone().equals(zone)).toList()))
                    .encode());
  }

  private Future<String> list(RoutingContext context) {
    return store
        .sessions()
        .map(sessions -> new JsonObject().put("sessions", array(context, sessions)).encode());
  }

  /** Whoever has a place in it may see it, the admin, and who develops on this machine. */
  private Future<Boolean> maySee(RoutingContext context, String session) {
    if (Callers.isLocal(context)) {
      return Future.succeededFuture(true);
    }
    return logins
        .account(context)
        .compose(
            account -> store.accounts(List.of(session)).map(all -> all.get(0).contains(account)))
        .recover(
            e ->
                e instanceof Refusal && isAdmin(context)
                    ? Future.succeededFuture(true)
                    : Future.failedFuture(e));
  }

  /** A player's token that is void is no guess at the admin's, and must not count as one. */
  private boolean isAdmin(RoutingContext context) {
    if (JWT.matcher(Callers.bearer(context)).matches()) {
      return false;
    }
    return admin.check(Callers.bearer(context), Callers.ip(context), System.nanoTime())
        instanceof AdminToken.Verdict.Admin;
  }

  /** To others it is as if there were none, so that trying ids tells nothing. */
  private Future<String> session(RoutingContext context) {
    String id = context.pathParam("id");
    return maySee(context, id).compose(may -> may ? found(id) : Future.failedFuture(noSession()));
  }

  private Future<String> found(String id) {
    return store
        .session(id)
        .map(
            session ->
                session.map(found -> object(found).encode()).orElseThrow(RestApi::noSession));
  }

  private static Refusal noSession() {
    return new Refusal(
        404, ErrorCode.NOT_FOUND, "No such session, or this account has no place in it");
  }

  private Future<String> zones(RoutingContext context) {
    JsonArray listed = new JsonArray();
    rules.zones().listed().keySet().stream()
        .sorted()
        .forEach(
            zone ->
                rules
                    .policyOf(zone)
                    .ifPresent(policy -> listed.add(policy(policy).put("zone", zone))));
    boolean open = rules.on() && rules.zones().open();
    JsonObject answer = new JsonObject().put("open", open).put("zones", listed);
    if (open) {
      answer.put("default_policy", policy(ZonePolicy.DEFAULT));
      answer.put("off", new JsonArray(rules.zones().off().stream().sorted().toList()));
    }
    return Future.succeededFuture(answer.encode());
  }

  private Future<String> clientConfig(RoutingContext context) {
    return Future.succeededFuture(
        RestCodec.encode(
            new ClientConfig(
                rules.on(),
                config.auth().mode().key(),
                config.game().server(),
                config.game().clientDate(),
                config.game().privacy(),
                config.stunServers(),
                zonePolicies())));
  }

  /** Empty if every zone may be asked for: what holds in one is told to whoever joins it. */
  private Map<String, ZonePolicy> zonePolicies() {
    Map<String, ZonePolicy> policies = new HashMap<>();
    if (rules.zones().open()) {
      return policies;
    }
    for (String zone : rules.zones().listed().keySet()) {
      rules.policyOf(zone).ifPresent(policy -> policies.put(zone, policy));
    }
    return policies;
  }

  private Future<String> iceServers(RoutingContext context) {
    return logins
        .account(context)
        .map(
            accountId ->
                RestCodec.encode(
                    new IceServers(
                        config.stunServers(),
                        RelayCredentials.of(config.turnServers(), accountId, clock.instant()))));
  }

  private Future<String> health(RoutingContext context) {
    return store
        .sessions()
        .map(sessions -> health(rules.on() ? "ok" : "off", sessions))
        .otherwise(
            e -> {
              if (!(e instanceof StoreUnavailableException)) {
                log.error("The store failed", e);
              }
              return health("degraded", List.of());
            });
  }

  private String health(String status, List<SessionInfo> sessions) {
    return RestCodec.encode(
        new Health(
            status,
            Math.max(0, Duration.between(started, clock.instant()).toSeconds()),
            sessions.size(),
            sessions.stream().mapToInt(SessionInfo::players).sum()));
  }

  private ZonePolicy policyOf(String zone) {
    if (!rules.on()) {
      throw new Refusal(403, ErrorCode.P2P_OFF, switchedOff());
    }
    return rules
        .policyOf(zone)
        .orElseThrow(
            () ->
                new Refusal(
                    403,
                    ErrorCode.ZONE_NOT_ALLOWED,
                    "P2P is not enabled in zone " + zone + " by the coordinator's admin"));
  }

  private String switchedOff() {
    return rules.offSentence().isEmpty()
        ? "P2P is switched off by the coordinator's admin"
        : rules.offSentence();
  }

  /** Which session is whose concerns nobody elsewhere: there, only how full they are. */
  private JsonArray array(RoutingContext context, List<SessionInfo> sessions) {
    boolean local = Callers.isLocal(context);
    JsonArray array = new JsonArray();
    for (SessionInfo session : sessions) {
      JsonObject object = object(session);
      if (!local) {
        object.remove("session_id");
      }
      array.add(object);
    }
    return array;
  }

  private JsonObject object(SessionInfo session) {
    return new JsonObject()
        .put("session_id", session.sessionId())
        .put("zone", session.zone())
        .put("players", session.players())
        .put("max_players", config.capacity().maxPlayersPerSession())
        .put("created", session.created().toString());
  }

  private static JsonObject policy(ZonePolicy policy) {
    return new JsonObject()
        .put("chat", policy.chat().wireName())
        .put("emote", policy.emote().wireName())
        .put("movement", policy.movement().wireName());
  }
}
