package org.rop2p.bench.coordinator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.rop2p.bench.machine.Machine;
import org.rop2p.bench.stats.Percentiles;

/** What {@code bench coordinator} tells. */
record CoordinatorReport(Machine machine, Plan plan, List<Measured> measured) {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double MIB = 1024 * 1024;

  void print(PrintStream out) {
    out.println(machine.line());
    out.printf(
        Locale.ROOT,
        "%,d sockets; %,d players report a sight each second, %,d changes of zone a second, for %d"
            + " s%n",
        plan.sockets(),
        plan.moving(),
        plan.joins(),
        plan.seconds());
    out.printf(
        "%-18s %10s %12s %8s %22s %22s %22s %8s%n",
        "",
        "MiB",
        "KiB/socket",
        "cores",
        "sight ms p50/p99",
        "offer ms p50/p99",
        "join ms p50/p99",
        "refused");
    for (Measured one : measured) {
      out.printf(
          Locale.ROOT,
          "%-18s %10.0f %12.1f %8.2f %22s %22s %22s %8d%n",
          one.arrangement(),
          one.residentAfter() / MIB,
          one.kibPerSocket(),
          one.cpu(),
          times(one.sights()),
          times(one.offers()),
          times(one.joined()),
          one.refused());
    }
  }

  void write(Path file) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode root = json.createObjectNode();
    machine.into(root);
    root.putObject("plan")
        .put("sockets", plan.sockets())
        .put("moving", plan.moving())
        .put("joins_per_second", plan.joins())
        .put("seconds", plan.seconds());
    ArrayNode all = root.putArray("arrangements");
    for (Measured one : measured) {
      ObjectNode node = all.addObject().put("arrangement", one.arrangement().toString());
      node.put("sockets", one.sockets())
          .put("set_up_seconds", one.setUpSeconds())
          .put("resident_bytes_before", one.residentBefore())
          .put("resident_bytes_after", one.residentAfter())
          .put("kib_per_socket", one.kibPerSocket())
          .put("cores", one.cpu())
          .put("refused", one.refused())
          .put("sockets_lost", one.socketsLost());
      put(node.putObject("sight_to_peer_joined_ms"), one.sights(), one.sightCount());
      put(node.putObject("offer_to_delivery_ms"), one.offers(), one.offerCount());
      put(node.putObject("join_ms"), one.joined(), one.joinCount());
    }
    json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
  }

  private static void put(ObjectNode node, Percentiles times, int count) {
    node.put("count", count)
        .put("p50", times.at(0.5) / NANOS_PER_MILLI)
        .put("p99", times.at(0.99) / NANOS_PER_MILLI)
        .put("max", times.at(1) / NANOS_PER_MILLI);
  }

  private static String times(Percentiles of) {
    return String.format(
        Locale.ROOT, "%.2f / %.2f", of.at(0.5) / NANOS_PER_MILLI, of.at(0.99) / NANOS_PER_MILLI);
  }
}
