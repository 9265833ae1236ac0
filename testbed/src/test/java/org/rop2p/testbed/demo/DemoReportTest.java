package org.rop2p.testbed.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rop2p.testbed.demo.fault.Fault;
import org.rop2p.testbed.demo.world.DemoOptions;
import org.rop2p.testbed.demo.world.LaneCount;
import org.rop2p.testbed.oracle.Count;
import org.rop2p.testbed.oracle.Kind;
import org.rop2p.testbed.oracle.Upstream.Uncovered;
import org.rop2p.testbed.server.ReceivedCounts;

/** Other tools read the report: its fields are a contract. */
class DemoReportTest {
  private static final LaneCount LANES = new LaneCount(10, 1, 6, 3, 4, 5, 7, 8);
  private static final Count COUNT = new Count(20, 19, 1, 2, 3, 4, 5, 6);

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
            new ReceivedCounts(9, 8, 7, 6, 5_432),
            new Spread(0, 1),
            new Spread(0.1234, 0.5),
            new Spread(0.2, 0.999),
            new Uncovered(30, 29),
            new Spread(301.5, 640),
            Map.of(Fault.LINK_CUT, 2),
            List.of("a reason"));
    JsonNode json = new ObjectMapper().readTree(report.toJson());
    assertEquals(
        List.of(
            "players",
            "unproxied",
            "seconds",
            "kinds",
            "links",
            "disconnects",
            "server",
            "position_error_cells",
            "display_jump_cells",
            "click_wait_ms",
            "faults",
            "uncovered"),
        names(json));
    assertEquals(List.of("chat", "emote", "movement"), names(json.get("kinds")));
    assertEquals(
        "{\"sent\":10,\"offloaded\":1,\"mirrored\":6,\"server\":3,\"late_mirrored\":4,"
            + "\"proof_or_sample\":5,\"expected\":20,\"shown\":19,\"lost\":1,\"duplicated\":2,"
            + "\"unexpected\":3,\"undecided\":4}",
        json.get("kinds").get("chat").toString());
    assertEquals(
        "{\"direct\":6,\"relay\":2,\"setup_p50_ms\":150,\"rtt_p50_ms\":3,\"went_down\":1}",
        json.get("links").toString());
    assertEquals(2, json.get("disconnects").asInt());
    assertEquals(
        "{\"c2s\":{\"chat\":9,\"emote\":8,\"movement\":7,\"other\":6},\"s2c_bytes\":5432}",
        json.get("server").toString());
    assertEquals("{\"p99\":0.0,\"max\":1.0}", json.get("position_error_cells").toString());
    assertEquals(
        "{\"peer\":{\"p99\":0.12,\"max\":0.5},\"direct\":{\"p99\":0.2,\"max\":1.0}}",
        json.get("display_jump_cells").toString());
    assertEquals("{\"p99\":301.5,\"max\":640.0}", json.get("click_wait_ms").toString());
    assertEquals(
        Arrays.stream(Fault.values()).map(Fault::label).toList(),
        names(json.get("faults")),
        "those never done, too");
    assertEquals(2, json.get("faults").get("link_cut").asInt());
    assertEquals("{\"sent\":30,\"reached_server\":29}", json.get("uncovered").toString());
    assertFalse(report.passed());
  }

  @Test
  void aDemoThatCouldNotStartHasAReportToo() throws Exception {
    DemoReport report = DemoReport.notPlayed(DemoOptions.defaults(1), "no port is free");
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
