package org.rop2p.coordinator.rest;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rop2p.coordinator.metrics.LinkCounts;
import org.rop2p.coordinator.metrics.Metrics;
import org.rop2p.coordinator.metrics.Series;
import org.rop2p.coordinator.policy.AuditEntry;
import org.rop2p.coordinator.policy.RuleStore;
import org.rop2p.coordinator.policy.RulesCodec;
import org.rop2p.coordinator.session.Member;
import org.rop2p.coordinator.session.SessionInfo;
import org.rop2p.coordinator.session.SessionStore;

/** What an admin sees. Sessions, players and the record are the world's, the rest this node's. */
final class AdminViews {
  private static final int USUAL_ENTRIES = 100;
  private static final int MOST_ENTRIES = 10_000;
  private static final int USUAL_PLAYERS = 100;
  private static final int MOST_PLAYERS = 500;
  private static final int USUAL_MINUTES = 60;

  /** Enough to tell proxies apart, and to compare with what a player reads on his screen. */
  private static final int FINGERPRINT_PREFIX = 16;

  private static final String NODE = "node";

  private final RuleStore rules;
  private final SessionStore sessions;
  private final Metrics metrics;

  AdminViews(RuleStore rules, SessionStore sessions, Metrics metrics) {
    this.rules = rules;
    this.sessions = sessions;
    this.metrics = metrics;
  }

  /** Behind whatever lets only the admin through. */
  void mount(Router router) {
    router
        .get(AdminRoutes.ROOT + "/rules")
        .handler(Answers.of(context -> rules.rules().map(RulesCodec::encode)));
    router.get(AdminRoutes.ROOT + "/sessions").handler(Answers.of(this::sessions));
    router.get(AdminRoutes.ROOT + "/players").handler(Answers.of(this::players));
    router.get(AdminRoutes.ROOT + "/links").handler(Answers.of(this::links));
    router.get(AdminRoutes.ROOT + "/series").handler(Answers.of(this::series));
    router.get(AdminRoutes.ROOT + "/audit").handler(Answers.of(this::audit));
  }

  private Future<String> sessions(RoutingContext context) {
    return sessions
        .sessions()
        .compose(
            open ->
                sessions
                    .accounts(open.stream().map(SessionInfo::sessionId).toList())
                    .map(accounts -> sessions(open, accounts)));
  }

  private static String sessions(List<SessionInfo> open, List<List<Integer>> accounts) {
    JsonArray all = new JsonArray();
    for (int i = 0; i < open.size(); i++) {
      SessionInfo session = open.get(i);
      all.add(
          new JsonObject()
              .put("session_id", session.sessionId())
              .put("zone", session.zone())
              .put("players", session.players())
              .put("accounts", new JsonArray(accounts.get(i)))
              .put("created", session.created().toString()));
    }
    return new JsonObject().put("sessions", all).encode();
  }

  /** One more than asked for tells whether there is another page. */
  private Future<String> players(RoutingContext context) {
    int after = parameter(context, "after", 0, 0, Integer.MAX_VALUE);
    int most = parameter(context, "most", USUAL_PLAYERS, 1, MOST_PLAYERS);
    return rules
        .rules()
        .compose(
            now ->
                sessions
                    .members(after, most + 1)
                    .map(
                        found -> {
                          List<Member> page = found.stream().limit(most).toList();
                          JsonObject answer = new JsonObject().put("players", new JsonArray());
                          page.forEach(
                              member ->
                                  answer.getJsonArray("players").add(player(member, now.muted())));
                          if (found.size() > most) {
                            answer.put("next", page.get(most - 1).player().accountId());
                          }
                          return answer.encode();
                        }));
  }

  private JsonObject player(Member member, Set<Integer> muted) {
    int account = member.player().accountId();
    String fingerprint = member.player().fingerprint();
    return new JsonObject()
        .put("account_id", account)
        .put("zone", member.zone())
        .put("session_id", member.sessionId())
        .put("since", member.since().toString())
        .put("connected", member.connected())
        .put("introduced", member.introduced())
        .put("links", metrics.openLinks(fingerprint))
        .put("fingerprint", fingerprint.substring(0, FINGERPRINT_PREFIX))
        .put("muted", muted.contains(account));
  }

  private Future<String> links(RoutingContext context) {
    JsonArray byNat = new JsonArray();
    Map<String, Long> proxies = metrics.proxiesByNat();
    metrics
        .linksByNat()
        .forEach(
            (nat, counts) ->
                byNat.add(
                    new JsonObject()
                        .put("nat", nat)
                        .put("proxies", proxies.get(nat))
                        .put("links", counts(counts))));
    return Future.succeededFuture(
        new JsonObject()
            .put("scope", NODE)
            .put(
                "open",
                new JsonObject()
                    .put("direct", metrics.openLinks(true))
                    .put("relay", metrics.openLinks(false)))
            .put("total", counts(metrics.links()))
            .put("by_nat", byNat)
            .encode());
  }

  private static JsonObject counts(LinkCounts counts) {
    long up = counts.direct() + counts.relay();
    JsonObject json =
        new JsonObject()
            .put("direct", counts.direct())
            .put("relay", counts.relay())
            .put("none", counts.failed());
    if (up > 0) {
      json.put("setup_ms", counts.setupMillis() / up);
    }
    return json;
  }

  private Future<String> series(RoutingContext context) {
    int most = (int) Series.SPAN.toMinutes();
    int minutes = parameter(context, "minutes", USUAL_MINUTES, 1, most);
    Series.Chart chart = metrics.series().last(Duration.ofMinutes(minutes));
    JsonObject series = new JsonObject();
    chart.values().forEach((line, values) -> series.put(line.key(), new JsonArray(values)));
    return Future.succeededFuture(
        new JsonObject()
            .put("scope", NODE)
            .put("step_seconds", chart.step().toSeconds())
            .put("times", new JsonArray(chart.times()))
            .put("series", series)
            .encode());
  }

  private Future<String> audit(RoutingContext context) {
    return rules
        .audit(parameter(context, "most", USUAL_ENTRIES, 1, MOST_ENTRIES))
        .map(
            record -> {
              JsonArray array = new JsonArray();
              for (AuditEntry entry : record) {
                array.add(new JsonObject(RulesCodec.encode(entry)));
              }
              return new JsonObject().put("entries", array).encode();
            });
  }

  private static int parameter(
      RoutingContext context, String name, int absent, int least, int most) {
    return Optional.ofNullable(context.request().getParam(name))
        .filter(text -> !text.isEmpty())
        .map(text -> Answers.number("\"" + name + "\"", text, least, most))
        .orElse(absent);
  }
}
