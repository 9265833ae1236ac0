package org.rop2p.bench.footprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rop2p.bench.machine.Machine;

class FootprintReportTest {
  private static final long MIB = 1L << 20;

  private static Footprint with(int links, long mib) {
    return new Footprint(
        links, new Memory(mib * MIB, (mib - 20) * MIB, 20 * MIB, (mib + 5) * MIB), 12.5);
  }

  /** Without links at the edge of the aim, with them just beyond. */
  private static FootprintReport report() {
    return new FootprintReport(
        Machine.now(),
        new FootprintBench.Plan(50, 30),
        "-Xmx256m",
        List.of(with(0, 90), with(50, 131)));
  }

  @Test
  void peopleGetATableWithTheAims() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    report().print(new PrintStream(out, true, StandardCharsets.UTF_8));
    String text = out.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("| 0 | 90 | 70 | 20 | 95 | 90 | met | 12.5 |"), text);
    assertTrue(text.contains("| 50 | 131 | 111 | 20 | 136 | 130 | missed | 12.5 |"), text);
    assertTrue(text.contains("-Xmx256m"), text);
  }

  @Test
  void everyValueIsInTheReport(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("report.json");
    report().write(file);
    JsonNode root = new JsonMapper().readTree(file.toFile());
    assertEquals("-Xmx256m", root.path("plan").path("jvm_flags").asText());
    JsonNode linked = root.path("footprints").get(1);
    assertEquals(50, linked.path("links").asInt());
    assertEquals(131 * MIB, linked.path("rss_bytes").asLong());
    assertEquals(136 * MIB, linked.path("peak_bytes").asLong());
    assertEquals(130, linked.path("aim_mib").asInt());
    assertEquals(false, linked.path("aim_met").asBoolean());
    assertTrue(root.path("footprints").get(0).path("aim_met").asBoolean());
  }
}
