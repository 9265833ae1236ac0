package org.rop2p.coordinator.rest;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.rop2p.coordinator.admin.AdminToken;
import org.rop2p.coordinator.admin.AdminToken.Verdict;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.api.Limits;
import org.rop2p.coordinator.api.Policy;
import org.rop2p.coordinator.api.ZonePolicy;
import org.rop2p.coordinator.metrics.Metrics;
import org.rop2p.coordinator.policy.RuleChange;
import org.rop2p.coordinator.policy.RuleStore;
import org.rop2p.coordinator.policy.Rules;
import org.rop2p.coordinator.policy.RulesCodec;
import org.rop2p.coordinator.session.SessionStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an admin changes while players play, by his token; what he sees is {@link AdminViews}'. */
final class AdminRoutes {
  static final String ROOT = RestApi.ROOT + "/admin";

  private static final Logger log = LoggerFactory.getLogger(AdminRoutes.class);

  private final AdminToken admin;
  private final RuleStore rules;
  private final SessionStore sessions;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final AdminViews views;

  /**
   * @param nanos a monotonic clock
   */
  AdminRoutes(
      AdminToken admin,
      RuleStore rules,
      SessionStore sessions,
      Metrics metrics,
      InstantSource clock,
      LongSupplier nanos) {
    this.admin = admin;
    this.rules = rules;
    this.sessions = sessions;
    this.clock = clock;
    this.nanos = nanos;
    this.views = new AdminViews(rules, sessions, metrics);
  }

  void mount(Router router) {
    router.route(ROOT + "/*").handler(this::onlyTheAdmin);
    router.put(ROOT + "/*").handler(BodyHandler.create(false).setBodyLimit(Limits.MAX_BODY_BYTES));
    router.put(ROOT + "/p2p").handler(change(AdminRoutes::switched));
    router.put(ROOT + "/zones/:zone").handler(change(AdminRoutes::zoneSet));
    router
        .put(ROOT + "/other-zones")
        .handler(change(context -> new RuleChange.OtherZones(flag(body(context), "on"))));
    router
        .delete(ROOT + "/zones/:zone")
        .handler(change(context -> new RuleChange.RemoveZone(zone(context))));
    router
        .put(ROOT + "/staff-listening/:zone")
        .handler(
            change(
                context ->
                    new RuleChange.StaffListening(
                        zone(context), flag(body(context), "listening"))));
    router
        .put(ROOT + "/mutes/:account")
        .handler(change(context -> new RuleChange.Mute(account(context), true)));
    router
        .delete(ROOT + "/mutes/:account")
        .handler(change(context -> new RuleChange.Mute(account(context), false)));
    router.post(ROOT + "/kick/:account").handler(Answers.of(this::kick));
    views.mount(router);
  }

  private void onlyTheAdmin(RoutingContext context) {
    Verdict verdict = admin.check(Callers.bearer(context), Callers.ip(context), nanos.getAsLong());
    if (verdict instanceof Verdict.Admin) {
      context.next();
    } else if (verdict instanceof Verdict.Unset) {
      context.fail(
          new Refusal(
              403,
              ErrorCode.NOT_ADMIN,
              "This coordinator has no admin: set security.admin_token in its configuration"));
    } else if (verdict instanceof Verdict.Guessing guessing) {
      context.fail(
          new Refusal(
              429,
              ErrorCode.RATE_LIMITED,
              "Too many wrong admin tokens came from this address: wait some minutes",
              guessing.retryAfter()));
    } else {
      log.warn("Wrong admin token: ip={}, path={}", Callers.ip(context), context.normalizedPath());
      context.fail(
          new Refusal(
              401,
              ErrorCode.NOT_ADMIN,
              Callers.bearer(context).isEmpty()
                  ? "This call needs the admin's token in the header Authorization: Bearer"
                  : "This token is not the admin's: it is security.admin_token of the"
                      + " coordinator's configuration"));
    }
  }

  private Handler<RoutingContext> change(Function<RoutingContext, RuleChange> reader) {
    return Answers.of(context -> apply(context, reader.apply(context)).map(RulesCodec::encode));
  }

  private Future<Rules> apply(RoutingContext context, RuleChange change) {
    String by = Callers.ip(context);
    return rules
        .change(change, by)
        .onSuccess(
            now ->
                log.info("Rules changed: version={}, by={}, change={}", now.version(), by, change))
        .recover(
            e ->
                Future.failedFuture(
                    e instanceof IllegalArgumentException
                        ? new Refusal(409, ErrorCode.BAD_MESSAGE, e.getMessage())
                        : e));
  }

  /** The rules first: a token of his must not bring him back. */
  private Future<String> kick(RoutingContext context) {
    int account = account(context);
    return apply(context, new RuleChange.Kick(account, clock.instant()))
        .compose(now -> sessions.expel(account).map(RulesCodec.encode(now)));
  }

  private static RuleChange switched(RoutingContext context) {
    JsonObject body = body(context);
    Object sentence = body.getValue("sentence", "");
    if (!(sentence instanceof String text) || text.length() > 512) {
      throw malformed("\"sentence\" must be a string of at most 512 characters");
    }
    return new RuleChange.Switch(flag(body, "on"), text.replaceAll("\\p{Cntrl}", " "));
  }

  private static RuleChange zoneSet(RoutingContext context) {
    String zone = zone(context);
    JsonObject body = body(context);
    ZonePolicy policy =
        new ZonePolicy(lane(body, "chat"), lane(body, "emote"), lane(body, "movement"));
    return new RuleChange.SetZone(zone, policy, !body.containsKey("on") || flag(body, "on"));
  }

  private static Policy lane(JsonObject body, String kind) {
    return Optional.ofNullable(body.getValue(kind))
        .filter(String.class::isInstance)
        .flatMap(name -> Policy.ofWireName((String) name))
        .orElseThrow(
            () -> malformed("\"" + kind + "\" must be \"server\", \"mirror\" or \"offload\""));
  }

  private static boolean flag(JsonObject body, String field) {
    if (body.getValue(field) instanceof Boolean flag) {
      return flag;
    }
    throw malformed("\"" + field + "\" must be true or false");
  }

  private static JsonObject body(RoutingContext context) {
    try {
      String text = context.body().asString();
      return new JsonObject(text == null ? "" : text);
    } catch (DecodeException | ClassCastException e) {
      throw malformed("The body must be a JSON object");
    }
  }

  private static String zone(RoutingContext context) {
    String zone = context.pathParam("zone");
    if (!Limits.isZone(zone)) {
      throw malformed("The zone must be a map name in lower case without .gat");
    }
    return zone;
  }

  private static int account(RoutingContext context) {
    return Answers.number("The account", context.pathParam("account"), 1, Integer.MAX_VALUE);
  }

  private static Refusal malformed(String sentence) {
    return new Refusal(400, ErrorCode.BAD_MESSAGE, sentence);
  }
}
