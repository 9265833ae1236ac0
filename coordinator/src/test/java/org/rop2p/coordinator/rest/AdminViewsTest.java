package org.rop2p.coordinator.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.coordinator.Tally;
import org.rop2p.coordinator.config.Capacity;
import org.rop2p.coordinator.config.ZoneRules;
import org.rop2p.coordinator.metrics.Metrics;
import org.rop2p.coordinator.metrics.Series;
import org.rop2p.coordinator.policy.MemoryRuleStore;
import org.rop2p.coordinator.policy.RuleChange;
import org.rop2p.coordinator.policy.Rules;
import org.rop2p.coordinator.session.Ids;
import org.rop2p.coordinator.session.InMemorySessionStore;
import org.rop2p.coordinator.session.Player;
import org.rop2p.coordinator.session.SessionStore.Reservation;

class AdminViewsTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  private final Ids ids = new Ids();
  private final MemoryRuleStore rules = new MemoryRuleStore(Rules.of(ZoneRules.OPEN), () -> NOW);
  private final InMemorySessionStore sessions =
      new InMemorySessionStore(new Capacity(2, 600), ids, () -> NOW);
  private Duration passed = Duration.ZERO;
  private final Metrics metrics = new Metrics(new Tally(), () -> passed.toNanos());
  private Served served;

  @BeforeEach
  void start() throws Exception {
    sessions.hear(notice -> {});
    served = Served.of(router -> new AdminViews(rules, sessions, metrics).mount(router));
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void whoIsWhere() throws Exception {
    join(7, "prontera");
    rules.change(new RuleChange.Mute(7, true), "192.0.2.1");
    report(fingerprint(7), Map.of("now.links.direct", 2L, "now.links.relay", 1L));
    JsonArray players = get("players").getJsonArray("players");
    JsonObject anna = players.getJsonObject(0);
    assertTrue(anna.getString("session_id").length() > 8, anna::encode);
    anna.remove("session_id");
    assertEquals(
        new JsonObject()
            .put("account_id", 7)
            .put("zone", "prontera")
            .put("since", NOW.toString())
            .put("connected", true)
            .put("introduced", 0)
            .put("links", 3)
            .put("fingerprint", fingerprint(7).substring(0, 16))
            .put("muted", true),
        anna);
  }

  @Test
  void playersComeInPagesUntilThereIsNoNext() throws Exception {
    for (int account = 1; account <= 7; account++) {
      join(account, "prontera");
    }
    int seen = 0;
    int pages = 0;
    for (Integer after = 0; after != null; pages++) {
      JsonObject page = get("players?most=3&after=" + after);
      for (Object player : page.getJsonArray("players")) {
        assertEquals(++seen, ((JsonObject) player).getInteger("account_id"));
      }
      after = page.getInteger("next");
    }
    assertEquals(List.of(7, 3), List.of(seen, pages));
    assertFalse(get("players?most=7").containsKey("next"), "a full page may be the last");
  }

  @Test
  void whatBecameOfLinksByPathAndByNat() throws Exception {
    report("anna", Map.of("now.nat.cone", 1L));
    report("bert", Map.of("now.nat.symmetric", 1L));
    report("odd", Map.of("now.nat.cone", 1L, "now.nat.none", 1L));
    report(
        "anna",
        Map.of(
            "now.nat.cone", 1L,
            "now.links.direct", 3L,
            "links.up.direct", 3L,
            "links.up.relay", 1L,
            "links.setup_millis", 800L));
    report("bert", Map.of("now.nat.symmetric", 1L, "links.failed", 2L));
    report("odd", Map.of("links.failed", 1L));
    JsonObject links = get("links");
    assertEquals("node", links.getString("scope"));
    assertEquals(3, links.getJsonObject("open").getInteger("direct"));
    assertEquals(
        "{\"direct\":3,\"relay\":1,\"none\":3,\"setup_ms\":200}",
        links.getJsonObject("total").encode());
    StringBuilder byNat = new StringBuilder();
    for (Object row : links.getJsonArray("by_nat")) {
      JsonObject nat = (JsonObject) row;
      JsonObject counts = nat.getJsonObject("links");
      byNat.append(
          "%s %d: %d %d %d\n"
              .formatted(
                  nat.getString("nat"),
                  nat.getInteger("proxies"),
                  counts.getInteger("direct"),
                  counts.getInteger("relay"),
                  counts.getInteger("none")));
    }
    assertEquals(
        """
        none 0: 0 0 0
        cone 1: 3 1 0
        symmetric 1: 0 0 2
        blocked 0: 0 0 0
        unknown 1: 0 0 1
        """,
        byNat.toString());
  }

  @Test
  void theChartsAreFilledSampleBySample() throws Exception {
    assertEquals(0, get("series").getJsonArray("times").size());
    report("anna", Map.of());
    metrics.sample(NOW, 1, 1);
    metrics.login("confirmed");
    metrics.login("refused");
    metrics.login("limited");
    report(
        "anna",
        Map.of(
            "now.links.relay", 1L,
            "links.up.relay", 1L,
            "links.failed", 4L,
            "decisions.chat.offload", 5L,
            "decisions.movement.offload", 6L,
            "rejects.bad-signature", 2L));
    metrics.sample(NOW.plus(Series.INTERVAL), 3, 2);
    metrics.sample(NOW.plus(Series.INTERVAL.multipliedBy(2)), 3, 2);
    JsonObject answer = get("series?minutes=1440");
    assertEquals(240, answer.getInteger("step_seconds"), "a day is 360 points");
    answer = get("series?minutes=1");
    assertEquals(10, answer.getInteger("step_seconds"));
    long begin = NOW.getEpochSecond();
    assertEquals(
        List.of(begin, begin + 10, begin + 20),
        answer.getJsonArray("times").stream().map(time -> ((Number) time).longValue()).toList());
    JsonObject series = answer.getJsonObject("series");
    StringBuilder lines = new StringBuilder();
    series.stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(line -> lines.append(line.getKey() + " " + line.getValue() + "\n"));
    assertEquals(
        """
        link_attempts_failed [0,4,0]
        link_attempts_ok [0,1,0]
        links_direct [0,0,0]
        links_relay [0,1,1]
        logins_failed [0,2,0]
        logins_ok [0,1,0]
        messages_mirror [0,0,0]
        messages_offload [0,11,0]
        messages_server [0,0,0]
        players [1,3,3]
        rejects [0,2,0]
        sessions [1,2,2]
        """,
        lines.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "players?after=-1    | \"after\" must be a whole number from 0",
        "players?most=501    | \"most\" must be a whole number from 1 to 500",
        "players?most=all    | \"most\" must be a whole number",
        "series?minutes=1441 | from 1 to 1440",
        "audit?most=0        | from 1 to 10000",
      })
  void whatCannotBeAskedForIsTold(String path, String sentence) throws Exception {
    HttpResponse<String> answer = send(path);
    assertEquals(400, answer.statusCode());
    String detail = new JsonObject(answer.body()).getString("detail");
    assertTrue(detail.contains(sentence), detail);
  }

  private void join(int account, String zone) {
    Reservation reserved =
        sessions.reserve(new Player(account, fingerprint(account), "key"), zone).result();
    sessions.redeem(((Reservation.Reserved) reserved).ticket(), account, ids.membershipId());
  }

  private void report(String proxy, Map<String, Long> counters) {
    passed = passed.plusSeconds(10);
    metrics.stats(proxy, counters);
  }

  private static String fingerprint(int account) {
    return "%064x".formatted(account + 0xabcdef0123456L).replace('0', 'a');
  }

  private JsonObject get(String path) throws Exception {
    HttpResponse<String> answer = send(path);
    assertEquals(200, answer.statusCode(), answer.body());
    return new JsonObject(answer.body());
  }

  private HttpResponse<String> send(String path) throws Exception {
    return served.get(AdminRoutes.ROOT + "/" + path);
  }
}
