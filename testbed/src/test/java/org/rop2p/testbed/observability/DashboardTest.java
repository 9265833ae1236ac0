package org.rop2p.testbed.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.client.ScreenEvent.ChatLine;
import org.rop2p.testbed.stage.Backstage;
import org.rop2p.testbed.stage.Era;
import org.rop2p.testbed.stage.PlayerAtHome;
import org.rop2p.testbed.stage.Stage;

/**
 * Every query of the dashboard and of the alerts gets an answer of a real Prometheus that has read
 * a coordinator and the proxies of two players.
 */
class DashboardTest {
  private static final Path CONF = Path.of("..", "conf");
  private static final Era ERA = Era.parse("20211103", "auto");

  /** As long as some scrapes of the test. */
  private static final String INTERVAL = "30s";

  /** What an alert compares with: a number at the end of an operand. */
  private static final Pattern COMPARISON = Pattern.compile("\\s*(==|!=|[<>]=?)\\s*[0-9.]+\\s*$");

  private static final Pattern METRIC = Pattern.compile("\\brop2p_\\w+");

  @TempDir private Path folder;

  @Test
  void noQueryIsEmptyOrFails() throws Exception {
    List<String> queries = dashboard();
    assertTrue(queries.size() > 30, () -> "not the whole dashboard: " + queries);
    Path alerts = CONF.resolve("alerts.yml").toAbsolutePath().normalize();
    try (Backstage backstage = new Backstage();
        Stage stage = new Stage(ERA, backstage, 2);
        ScrapedPage anna = ScrapedPage.of(stage.anna()::metrics);
        ScrapedPage bert = ScrapedPage.of(stage.bert()::metrics);
        Prometheus prometheus =
            Prometheus.start(
                folder,
                alerts,
                stage.coordinator().getPort(),
                Backstage.ADMIN_TOKEN,
                List.of(anna.port(), bert.port()))) {
      stage.meet();
      talk(stage.anna(), stage.bert());
      prometheus.awaitScrapes(3);
      talk(stage.bert(), stage.anna());
      prometheus.awaitScrapes(6);

      List<String> failures = new ArrayList<>();
      for (String query : queries) {
        prometheus.problem(query.replace("$__rate_interval", INTERVAL)).ifPresent(failures::add);
      }
      List<String> expressions = prometheus.alertExpressions();
      assertTrue(expressions.size() >= 4, () -> "not all alerts: " + expressions);
      for (String expression : expressions) {
        for (String operand : expression.split(" and ", -1)) {
          String compared = COMPARISON.matcher(operand).replaceFirst("");
          assertFalse(compared.equals(operand), () -> "compares with nothing: " + operand);
          prometheus.problem(compared).ifPresent(failures::add);
        }
      }
      assertEquals(List.of(), failures);
      assertEquals(List.of(), prometheus.rulesThatFail());
      assertEquals(Set.of(), unknown(queries, prometheus), "a name nobody exports");
    }
  }

  private static void talk(PlayerAtHome one, PlayerAtHome other) throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      RawText line = RawText.ascii("line " + i + " of " + one.user());
      assertTrue(one.client().say(line));
      assertTrue(
          other
              .client()
              .screen()
              .await(
                  ChatLine.class,
                  seen -> seen.text().toString().endsWith(line.toString()),
                  PlayerAtHome.PATIENCE)
              .isPresent());
    }
  }

  /** {@code or vector(0)} would hide a name that is misspelt. */
  private static Set<String> unknown(List<String> queries, Prometheus prometheus)
      throws IOException, InterruptedException {
    Set<String> names = new TreeSet<>();
    for (String query : queries) {
      Matcher metrics = METRIC.matcher(query);
      while (metrics.find()) {
        names.add(metrics.group());
      }
    }
    names.removeAll(prometheus.names());
    // nothing was refused in a quiet talk
    names.remove("rop2p_proxy_rejects_total");
    names.remove("rop2p_proxy_rejected_total");
    return names;
  }

  private static List<String> dashboard() throws IOException {
    List<String> queries = new ArrayList<>();
    JsonNode dashboard =
        new ObjectMapper().readTree(CONF.resolve("grafana-dashboard.json").toFile());
    for (JsonNode panel : dashboard.path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        queries.add(target.path("expr").asText());
      }
    }
    return queries;
  }
}
