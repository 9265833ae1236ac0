package org.rop2p.testbed.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.PacketVersion;
import org.rop2p.testbed.oracle.Count;
import org.rop2p.testbed.oracle.Kind;

/** Other tools read the report: its fields are a contract. */
class DemoReportTest {
  private static final LaneCount LANES = new LaneCount(10, 1, 6, 3, 4, 5, 7, 8);
  private static final Count COUNT = new Count(20, 19, 1, 2, 3, 4, 5);

  @Test
  void theJsonHasExactlyTheAgreedFields() throws Exception {
    DemoReport report =
        new DemoReport(
            4,
            1,
            60,
            Map.of(Kind.CHAT, LANES, Kind.EMOTE, LANES, Kind.MOVEMENT, LANES),
            Map.of(Kind.CHAT, COUNT, Kind.EMOTE, COUNT, Kind.MOVEMENT, COUNT),
            new LinkBook.Totals(6, 2, 150, 3),
            1,
            Map.of(),
            2,
            List.of("a reason"));
    JsonNode json = new ObjectMapper().readTree(report.toJson());
    assertEquals(
        List.of("players", "unproxied", "seconds", "kinds", "links", "disconnects"), names(json));
    assertEquals(List.of("chat", "emote", "movement"), names(json.get("kinds")));
    assertEquals(
        "{\"sent\":10,\"offloaded\":1,\"mirrored\":6,\"server\":3,\"late_mirrored\":4,"
            + "\"proof_or_sample\":5,\"expected\":20,\"shown\":19,\"lost\":1,\"duplicated\":2,"
            + "\"unexpected\":3,\"undecided\":4}",
        json.get("kinds").get("chat").toString());
    assertEquals(
        "{\"direct\":6,\"relay\":2,\"setup_p50_ms\":150,\"rtt_p50_ms\":3}",
        json.get("links").toString());
    assertEquals(2, json.get("disconnects").asInt());
    assertFalse(report.passed());
  }

  @Test
  void aDemoThatCouldNotStartHasAReportToo() throws Exception {
    DemoReport report =
        DemoReport.notPlayed(
            new DemoOptions(
                PacketVersion.DEFAULT, 2, 0, Duration.ofSeconds(5), Duration.ZERO, 1, false, false),
            "no port is free");
    JsonNode json = new ObjectMapper().readTree(report.toJson());
    assertEquals(0, json.get("kinds").get("chat").get("shown").asInt());
    assertFalse(report.passed());
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
