package org.rop2p.bench.flood;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.rop2p.bench.machine.Machine;
import org.rop2p.bench.stats.PairedRatio;

/**
 * What was measured, for people and as JSON with every single run.
 *
 * @param series the runs of each rate
 */
record FloodReport(Machine machine, FloodBench.Plan plan, Map<Integer, List<FloodRun>> series) {
  /** The victim's p99 under the flood against that under the bystander's. */
  static final double AIM = 2;

  /** Less of the rate than this is no flood of that rate. */
  private static final double ENOUGH = 0.9;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  void print(PrintStream out) {
    series.forEach((rate, runs) -> print(out, rate, runs));
    out.printf("%n%s%n", machine.line());
  }

  private void print(PrintStream out, int rate, List<FloodRun> runs) {
    out.printf(
        Locale.ROOT,
        "%n%d envelopes a second, %d pairs of %.1f s, %d questions a second (medians)%n",
        rate,
        plan.pairs(),
        plan.seconds(),
        plan.questions());
    out.printf("  %-10s %9s %9s %9s%n", "aimed at", "p50 us", "p99 us", "p99.9 us");
    for (Aim aim : Aim.values()) {
      out.printf(
          Locale.ROOT,
          "  %-10s %9.0f %9.0f %9.0f%n",
          aim.label(),
          median(runs, aim, FloodRun::p50Micros),
          median(runs, aim, FloodRun::p99Micros),
          median(runs, aim, FloodRun::p999Micros));
    }
    line(out, "p99 flooded / bystander flooded", p99(runs, Aim.VICTIM, Aim.BYSTANDER));
    line(out, "p99 flooded / nobody flooded", p99(runs, Aim.VICTIM, Aim.NOBODY));
    line(out, "p99 bystander flooded / nobody", p99(runs, Aim.BYSTANDER, Aim.NOBODY));
    for (Aim aim : List.of(Aim.BYSTANDER, Aim.VICTIM)) {
      out.printf(
          Locale.ROOT,
          "  at the %s: %.0f sent a second: %d by link, %d to a socket that had closed the link;"
              + " %d links, open for %.0f ms (median), ended as %s; refused: %s%n",
          aim.label(),
          median(runs, aim, FloodRun::sentPerSecond),
          total(runs, aim, "by_link"),
          total(runs, aim, "after_end"),
          total(runs, aim, "links_up"),
          median(runs, aim, run -> run.flood().path("link_life_ms_median").asDouble()),
          ends(runs, aim),
          rejects(runs, aim));
    }
  }

  private static void line(PrintStream out, String what, PairedRatio ratio) {
    out.printf(
        Locale.ROOT,
        "  %-34s %.2f  [%.2f, %.2f]  pairs %.2f to %.2f%n",
        what,
        ratio.median(),
        ratio.low(),
        ratio.high(),
        ratio.min(),
        ratio.max());
  }

  /** Why the aim was missed, or that it could not be tried; empty if all is well. */
  String complaint() {
    for (Map.Entry<Integer, List<FloodRun>> one : series.entrySet()) {
      for (Aim aim : List.of(Aim.BYSTANDER, Aim.VICTIM)) {
        double sent = median(one.getValue(), aim, FloodRun::sentPerSecond);
        if (sent < ENOUGH * one.getKey()) {
          return String.format(
              Locale.ROOT,
              "only %.0f of %d envelopes a second reached the %s: try it on a quieter machine",
              sent,
              one.getKey(),
              aim.label());
        }
      }
      double ratio = p99(one.getValue(), Aim.VICTIM, Aim.BYSTANDER).median();
      if (ratio > AIM) {
        return String.format(
            Locale.ROOT,
            "p99 of the flooded victim is %.2f times that beside a flooded bystander, more than"
                + " %.0f",
            ratio,
            AIM);
      }
    }
    return "";
  }

  void write(Path file) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    machine.into(root);
    root.putObject("plan")
        .put("pairs", plan.pairs())
        .put("seconds", plan.seconds())
        .put("warm_up_seconds", plan.warmUpSeconds())
        .put("attackers", plan.attackers())
        .put("questions_per_second", plan.questions());
    ArrayNode all = root.putArray("series");
    series.forEach((rate, runs) -> write(all.addObject().put("rate", rate), runs));
    root.put("aim_met", complaint().isEmpty());
    JSON.writeValue(file.toFile(), root);
  }

  private void write(ObjectNode node, List<FloodRun> runs) {
    ObjectNode ratios = node.putObject("p99_ratios");
    ratios.putPOJO("victim/bystander", p99(runs, Aim.VICTIM, Aim.BYSTANDER));
    ratios.putPOJO("victim/nobody", p99(runs, Aim.VICTIM, Aim.NOBODY));
    ratios.putPOJO("bystander/nobody", p99(runs, Aim.BYSTANDER, Aim.NOBODY));
    ArrayNode each = node.putArray("runs");
    for (FloodRun run : runs) {
      ObjectNode one =
          each.addObject()
              .put("aim", run.aim().label())
              .put("pair", run.pair())
              .put("p50_us", run.p50Micros())
              .put("p99_us", run.p99Micros())
              .put("p99_9_us", run.p999Micros())
              .put("sent_per_s", run.sentPerSecond());
      one.set("flood", run.flood());
      ObjectNode rejected = one.putObject("rejects");
      run.rejects().forEach(rejected::put);
    }
  }

  private static double[] values(List<FloodRun> runs, Aim aim, ToDoubleFunction<FloodRun> value) {
    return runs.stream().filter(run -> run.aim() == aim).mapToDouble(value).toArray();
  }

  private static double median(List<FloodRun> runs, Aim aim, ToDoubleFunction<FloodRun> value) {
    return PairedRatio.median(values(runs, aim, value));
  }

  /** Runs of one aim stand in the order of their pairs. */
  private static PairedRatio p99(List<FloodRun> runs, Aim aim, Aim other) {
    return PairedRatio.of(
        values(runs, aim, FloodRun::p99Micros), values(runs, other, FloodRun::p99Micros));
  }

  private static long total(List<FloodRun> runs, Aim aim, String counter) {
    return runs.stream()
        .filter(run -> run.aim() == aim)
        .mapToLong(run -> run.flood().path(counter).asLong())
        .sum();
  }

  private static Map<String, Long> ends(List<FloodRun> runs, Aim aim) {
    Map<String, Long> ends = new TreeMap<>();
    runs.stream()
        .filter(run -> run.aim() == aim)
        .flatMap(run -> run.flood().path("link_ends").properties().stream())
        .forEach(end -> ends.merge(end.getKey(), end.getValue().asLong(), Long::sum));
    return ends;
  }

  private static Map<String, Long> rejects(List<FloodRun> runs, Aim aim) {
    Map<String, Long> rejects = new TreeMap<>();
    runs.stream()
        .filter(run -> run.aim() == aim)
        .forEach(
            run -> run.rejects().forEach((key, value) -> rejects.merge(key, value, Long::sum)));
    return rejects;
  }
}
