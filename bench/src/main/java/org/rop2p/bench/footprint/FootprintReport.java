package org.rop2p.bench.footprint;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.rop2p.bench.machine.Machine;

/**
 * What was measured, for people and as JSON.
 *
 * @param jvmFlags of the measured proxies
 */
record FootprintReport(
    Machine machine, FootprintBench.Plan plan, String jvmFlags, List<Footprint> footprints) {
  /** A proxy without links shall not take more, MiB. */
  static final long AIM_ALONE = 90;

  /** Nor one with links. */
  static final long AIM_LINKED = 130;

  private static final long MIB = 1L << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** To the nearest. */
  static long mib(long bytes) {
    return Math.round(bytes / (double) MIB);
  }

  /** MiB, for so many links. */
  static long aim(int links) {
    return links == 0 ? AIM_ALONE : AIM_LINKED;
  }

  private static boolean met(Footprint footprint) {
    return footprint.memory().resident() <= aim(footprint.links()) * MIB;
  }

  /** A table in the documentation's own form. */
  void print(PrintStream out) {
    out.printf(
        "%n| links | RSS MiB | of its own | of files | peak MiB | aim MiB | | CPU ms/s |%n"
            + "|---|---|---|---|---|---|---|---|%n");
    for (Footprint one : footprints) {
      out.printf(
          Locale.ROOT,
          "| %d | %d | %d | %d | %d | %d | %s | %.1f |%n",
          one.links(),
          mib(one.memory().resident()),
          mib(one.memory().own()),
          mib(one.memory().ofFiles()),
          mib(one.memory().peak()),
          aim(one.links()),
          met(one) ? "met" : "missed",
          one.cpuMillis());
    }
    out.printf("%n%s%n%s%n", jvmFlags, machine.line());
  }

  void write(Path file) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    machine.into(root);
    root.putObject("plan").put("settle_seconds", plan.settleSeconds()).put("jvm_flags", jvmFlags);
    ArrayNode all = root.putArray("footprints");
    for (Footprint one : footprints) {
      all.addObject()
          .put("links", one.links())
          .put("rss_bytes", one.memory().resident())
          .put("rss_own_bytes", one.memory().own())
          .put("rss_files_bytes", one.memory().ofFiles())
          .put("peak_bytes", one.memory().peak())
          .put("cpu_ms_per_second", one.cpuMillis())
          .put("aim_mib", aim(one.links()))
          .put("aim_met", met(one));
    }
    JSON.writeValue(file.toFile(), root);
  }
}
