package org.rop2p.bench.relay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.rop2p.bench.machine.Machine;
import org.rop2p.bench.stats.PairedRatio;

/** What was measured, as a table for people and as JSON with the values of every single run. */
record Report(
    Machine before,
    double loadAfter,
    RelayBench.Plan plan,
    List<String> jvmFlags,
    List<Way> ways,
    List<Series> series) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final List<Way> OPPONENTS = List.of(Way.BARE_NETTY, Way.HAPROXY);
  private static final List<Metric> COMPARED =
      List.of(Metric.P50, Metric.P99, Metric.P999, Metric.CPU, Metric.RESIDENT);

  void print(PrintStream out) {
    for (Series one : series) {
      out.printf(
          Locale.ROOT,
          "%n%d clients, %.1f times as fast as recorded, %d pairs of %.1f s"
              + " (medians of the runs)%n",
          one.clients(),
          one.speed(),
          plan.pairs(),
          plan.seconds());
      out.printf(
          "  %-11s %9s %9s %9s | %8s %8s %8s | %12s %7s | %11s %9s | %9s%n",
          "",
          "p50 us",
          "p99 us",
          "p99.9 us",
          "added",
          "p99",
          "p99.9",
          "CPU us/1000",
          "RSS MiB",
          "alloc B/s",
          "B/frame",
          "send late");
      for (Way way : ways) {
        out.printf(
            "  %-11s %9s %9s %9s | %8s %8s %8s | %12s %7s | %11s %9s | %9s%n",
            way.label(),
            cell(one, way, Metric.P50, 0),
            cell(one, way, Metric.P99, 0),
            cell(one, way, Metric.P999, 0),
            cell(one, way, Metric.ADDED_P50, 0),
            cell(one, way, Metric.ADDED_P99, 0),
            cell(one, way, Metric.ADDED_P999, 0),
            cell(one, way, Metric.CPU, 0),
            cell(one, way, Metric.RESIDENT, 0),
            cell(one, way, Metric.ALLOCATED_PER_SECOND, 0),
            cell(one, way, Metric.ALLOCATED_PER_FRAME, 2),
            cell(one, way, Metric.LATENESS, 0));
      }
      for (Way opponent : OPPONENTS) {
        for (Metric metric : COMPARED) {
          one.ratio(Way.OURS, opponent, metric)
              .ifPresent(
                  ratio ->
                      out.printf(
                          Locale.ROOT,
                          "  %s / %-10s %-22s %.3f  [%.3f, %.3f]  pairs %.3f to %.3f%n",
                          Way.OURS.label(),
                          opponent.label(),
                          metric.label(),
                          ratio.median(),
                          ratio.low(),
                          ratio.high(),
                          ratio.min(),
                          ratio.max()));
        }
      }
    }
    out.printf(
        Locale.ROOT,
        "%n%s, %d cores, %s, %s; load average %.2f before, %.2f after%n",
        before.cpu(),
        before.cores(),
        before.kernel(),
        before.java(),
        before.loadAverage(),
        loadAfter);
  }

  void write(Path file) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.putObject("machine")
        .put("cpu", before.cpu())
        .put("cores", before.cores())
        .put("kernel", before.kernel())
        .put("java", before.java())
        .put("load_before", before.loadAverage())
        .put("load_after", loadAfter);
    ObjectNode planned =
        root.putObject("plan")
            .put("pairs", plan.pairs())
            .put("seconds", plan.seconds())
            .put("warm_up_seconds", plan.warmUpSeconds())
            .put("seed", plan.seed());
    jvmFlags.forEach(planned.putArray("jvm_flags")::add);
    ArrayNode all = root.putArray("series");
    series.forEach(one -> write(one, all.addObject()));
    JSON.writeValue(file.toFile(), root);
  }

  private void write(Series one, ObjectNode node) {
    node.put("clients", one.clients()).put("speed", one.speed());
    ObjectNode byWay = node.putObject("ways");
    for (Way way : ways) {
      ObjectNode byMetric = byWay.putObject(way.label());
      for (Metric metric : Metric.values()) {
        double[] values = one.values(way, metric);
        if (values.length > 0) {
          ObjectNode measured = byMetric.putObject(metric.label());
          measured.put("median", PairedRatio.median(values));
          Arrays.stream(values).forEach(measured.putArray("runs")::add);
        }
      }
    }
    ObjectNode ratios = node.putObject("ratios");
    for (Way opponent : OPPONENTS) {
      ObjectNode against = ratios.putObject(Way.OURS.label() + "/" + opponent.label());
      for (Metric metric : COMPARED) {
        Optional<PairedRatio> ratio = one.ratio(Way.OURS, opponent, metric);
        ratio.ifPresent(r -> against.putPOJO(metric.label(), r));
      }
    }
  }

  private static String cell(Series one, Way way, Metric metric, int digits) {
    OptionalDouble median = one.median(way, metric);
    return median.isEmpty()
        ? "-"
        : String.format(Locale.ROOT, "%." + digits + "f", median.getAsDouble());
  }
}
