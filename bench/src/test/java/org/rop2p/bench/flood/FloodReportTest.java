package org.rop2p.bench.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.bench.machine.Machine;

class FloodReportTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final FloodBench.Plan PLAN =
      new FloodBench.Plan(List.of(10_000), 2, 1, 1, 1, 8, 200);

  /** Two pairs with these p99. */
  private static FloodReport report(double bystander, double victim, long sent) throws IOException {
    JsonNode flood =
        JSON.readTree(
            "{\"seconds\":2.0,\"by_link\":%d,\"after_end\":2000,\"links_up\":3}"
                .formatted(2 * sent - 2_000));
    List<FloodRun> runs = new ArrayList<>();
    for (int pair = 0; pair < 2; pair++) {
      runs.add(new FloodRun(Aim.NOBODY, pair, 100, 200, 300, JSON.nullNode(), Map.of()));
      runs.add(new FloodRun(Aim.BYSTANDER, pair, 100, bystander, 900, flood, Map.of()));
      runs.add(new FloodRun(Aim.VICTIM, pair, 100, victim, 900, flood, Map.of("over_rate", 7L)));
    }
    return new FloodReport(Machine.now(), PLAN, Map.of(10_000, runs));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "400 | 799 | 10000 | -",
        "400 | 801 | 10000 | p99 of the flooded victim is 2.00 times",
        "400 | 200 |  9000 | -",
        "400 | 200 |  8999 | only 8999 of 10000 envelopes a second",
      })
  void theAimIsJudgedByTheRatioAndOnlyUnderAFlood(
      double bystander, double victim, long sent, String complaint) throws IOException {
    String said = report(bystander, victim, sent).complaint();
    assertTrue(complaint == null ? said.isEmpty() : said.startsWith(complaint), said);
  }

  @Test
  void everyRunIsInTheReport(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("report.json");
    report(400, 600, 10_000).write(file);
    JsonNode root = JSON.readTree(file.toFile());
    JsonNode series = root.path("series").get(0);
    assertEquals(1.5, series.path("p99_ratios").path("victim/bystander").path("median").asDouble());
    assertEquals(6, series.path("runs").size());
    assertEquals(7, series.path("runs").get(2).path("rejects").path("over_rate").asLong());
    assertEquals(10_000, series.path("runs").get(2).path("sent_per_s").asDouble());
    assertTrue(root.path("aim_met").asBoolean());
  }

  @Test
  void countersAreComparedByWhatTheyGrew() throws IOException {
    assertEquals(
        Map.of("over_rate", 5L, "malformed", 2L),
        FloodBench.more(
            JSON.readTree("{\"over_rate\":10,\"too_large\":3}"),
            JSON.readTree("{\"over_rate\":15,\"too_large\":3,\"malformed\":2}")));
  }
}
