package org.rop2p.bench.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.bench.machine.Machine;

class TransportReportTest {
  private static final TransportCommand.Plan PLAN =
      new TransportCommand.Plan(
          new RoundTripBench.Plan(List.of(20), 2, 1),
          new IdleBench.Plan(10, 60),
          new SetUpBench.Plan(1, 1, 1),
          2);

  /** Two pairs in which raw UDP takes 100 and 200 us, and the links these multiples of it. */
  private static TransportReport report(double datagram, double reliable) {
    List<RoundTrip> all = new ArrayList<>();
    for (int pair = 0; pair < 2; pair++) {
      double raw = 100 * (pair + 1);
      all.add(new RoundTrip(Way.RAW, 20, pair, 0, raw, 2 * raw));
      all.add(new RoundTrip(Way.DATAGRAM, 20, pair, 1, datagram * raw, 8 * raw));
      all.add(new RoundTrip(Way.RELIABLE, 20, pair, 0, reliable * raw, 8 * raw));
    }
    SetUps one = new SetUps(1, List.of(new SetUps.Batch(10_000_000, List.of(10_000_000L))));
    return new TransportReport(
        Machine.now(),
        PLAN,
        all,
        new IdleCost(10, new PerMinute(0, 0, 0, 0, 100), new PerMinute(120, 120, 900, 600, 300)),
        List.of(one, one),
        new long[] {60_000_000, 80_000_000});
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, 2.0, true",
    "2.1, 1.5, false",
    "1.5, 2.1, false",
  })
  void theAimIsThatOfBothWays(double datagram, double reliable, boolean met) {
    assertEquals(met, report(datagram, reliable).aimMet());
  }

  @Test
  void peopleGetTables() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    report(1.5, 2.5).print(new PrintStream(out, true, StandardCharsets.UTF_8));
    String text = out.toString(StandardCharsets.UTF_8);
    for (String line :
        new String[] {
          "| 20 | raw UDP | 150 | 300 | 0 | – | – |",
          "| 20 | datagram | 225 | 1200 | 2 | 1.50, 1.50–1.50 (1.50–1.50) | 4.00,",
          "is missed.",
          "| 10 idle links | 12.0 | 12.0 | 60.0 | 90.0 | 20.00 |",
          "| 1 | 1 | 100.0 | 100.0–100.0 | 10.0 | 10.0 |",
          "p50 60 ms, p99 80 ms",
        }) {
      assertTrue(text.contains(line), () -> line + " is not in\n" + text);
    }
  }

  @Test
  void everySegmentIsInTheReport(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("report.json");
    report(1.5, 2).write(file);
    JsonNode root = new JsonMapper().readTree(file.toFile());
    assertEquals(6, root.path("round_trips").size());
    assertEquals(150, root.path("round_trips").get(1).path("p50Micros").asDouble());
    JsonNode reliable = root.path("round_trip_ratios_to_raw_udp").get(1);
    assertEquals("reliable", reliable.path("way").asText());
    assertEquals(2, reliable.path("p50").path("median").asDouble());
    assertEquals(4, reliable.path("p99").path("median").asDouble());
    assertEquals(20, root.path("idle_per_link_and_minute").path("cpuMillis").asDouble());
    assertEquals(100, root.path("set_ups").get(1).path("per_second").asDouble());
    assertEquals(80_000_000, root.path("map_entry_to_link_nanos").get(1).asLong());
    assertTrue(root.path("aim_met").asBoolean());
  }
}
