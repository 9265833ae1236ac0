package org.rop2p.bench.transport;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.rop2p.bench.machine.Machine;
import org.rop2p.bench.stats.PairedRatio;
import org.rop2p.bench.stats.Percentiles;

/**
 * What was measured, for people and as JSON with every segment.
 *
 * @param setUps one after another, then at once
 * @param entries nanoseconds from the map on the screen to the link, of each
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TransportReport(
    Machine machine,
    TransportCommand.Plan plan,
    List<RoundTrip> roundTrips,
    IdleCost idle,
    List<SetUps> setUps,
    long[] entries) {
  /** The p50 of a round trip against that of raw UDP. */
  static final double AIM = 2;

  private static final double MEDIAN = 0.5;
  private static final double TAIL = 0.99;
  private static final double MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Tables in the documentation's own form. */
  void print(PrintStream out) {
    printRoundTrips(out);
    printIdle(out);
    printSetUps(out);
    out.printf(
        Locale.ROOT,
        "%nFrom the map on the screen to the first link, %d entries: p50 %.0f ms, p99 %.0f ms%n",
        entries.length,
        Percentiles.of(entries).at(MEDIAN) / MILLI,
        Percentiles.of(entries).at(TAIL) / MILLI);
    out.printf("%n%s%n", machine.line());
  }

  private void printRoundTrips(PrintStream out) {
    out.printf(
        "%n| messages a second | way | p50 us | p99 us | lost | p50 / raw UDP | p99 / raw UDP |%n"
            + "|---|---|---|---|---|---|---|%n");
    for (int rate : plan.roundTrips().rates()) {
      for (Way way : Way.values()) {
        out.printf(
            Locale.ROOT,
            "| %,d | %s | %.0f | %.0f | %d | %s | %s |%n",
            rate,
            way.label(),
            median(rate, way, RoundTrip::p50Micros),
            median(rate, way, RoundTrip::p99Micros),
            lost(rate, way),
            cell(rate, way, RoundTrip::p50Micros),
            cell(rate, way, RoundTrip::p99Micros));
      }
    }
    out.printf(
        Locale.ROOT,
        "%nThe aim, p50 at most %.0f times that of raw UDP, is %s.%n",
        AIM,
        aimMet() ? "met" : "missed");
  }

  private String cell(int rate, Way way, ToDoubleFunction<RoundTrip> value) {
    if (way == Way.RAW) {
      return "–";
    }
    PairedRatio ratio = ratio(rate, way, value);
    return String.format(
        Locale.ROOT,
        "%.2f, %.2f–%.2f (%.2f–%.2f)",
        ratio.median(),
        ratio.low(),
        ratio.high(),
        ratio.min(),
        ratio.max());
  }

  private void printIdle(PrintStream out) {
    out.printf(
        "%n| a link and minute | STUN out | STUN in | QUIC out | QUIC in | CPU ms |%n"
            + "|---|---|---|---|---|---|%n");
    PerMinute each = idle.perLink();
    out.printf(
        Locale.ROOT,
        "| %d idle links | %.1f | %.1f | %.1f | %.1f | %.2f |%n",
        idle.links(),
        each.stunOut(),
        each.stunIn(),
        each.quicOut(),
        each.quicIn(),
        each.cpuMillis());
    out.printf(
        Locale.ROOT,
        "%n%.1f datagrams out and %.1f in for a link and minute; the endpoint's process without"
            + " links: %.1f and %.1f, %.0f ms of CPU a minute%n",
        each.out(),
        each.in(),
        idle.without().out(),
        idle.without().in(),
        idle.without().cpuMillis());
  }

  private void printSetUps(PrintStream out) {
    out.printf(
        "%n| links begun at once | links | links a second | slowest and fastest | p50 ms | p99 ms |"
            + "%n|---|---|---|---|---|---|%n");
    for (SetUps one : setUps) {
      out.printf(
          Locale.ROOT,
          "| %d | %d | %.1f | %.1f–%.1f | %.1f | %.1f |%n",
          one.atOnce(),
          one.links(),
          one.perSecond(),
          one.spread()[0],
          one.spread()[1],
          one.p50Millis(),
          one.p99Millis());
    }
  }

  /** Whether no median of a series is above the aim. */
  boolean aimMet() {
    return plan.roundTrips().rates().stream()
        .allMatch(
            rate ->
                List.of(Way.DATAGRAM, Way.RELIABLE).stream()
                    .allMatch(way -> ratio(rate, way, RoundTrip::p50Micros).median() <= AIM));
  }

  private double median(int rate, Way way, ToDoubleFunction<RoundTrip> value) {
    return PairedRatio.median(values(rate, way, value));
  }

  private PairedRatio ratio(int rate, Way way, ToDoubleFunction<RoundTrip> value) {
    return PairedRatio.of(values(rate, way, value), values(rate, Way.RAW, value));
  }

  /** One for each pair, in their order. */
  private double[] values(int rate, Way way, ToDoubleFunction<RoundTrip> value) {
    return roundTrips.stream()
        .filter(one -> one.rate() == rate && one.way() == way)
        .mapToDouble(value)
        .toArray();
  }

  private int lost(int rate, Way way) {
    return (int) Arrays.stream(values(rate, way, RoundTrip::lost)).sum();
  }

  void write(Path file) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    machine.into(root);
    root.putPOJO("plan", plan);
    ArrayNode all = root.putArray("round_trip_ratios_to_raw_udp");
    for (int rate : plan.roundTrips().rates()) {
      for (Way way : List.of(Way.DATAGRAM, Way.RELIABLE)) {
        ObjectNode one = all.addObject().put("rate", rate).put("way", way.label());
        one.putPOJO("p50", ratio(rate, way, RoundTrip::p50Micros));
        one.putPOJO("p99", ratio(rate, way, RoundTrip::p99Micros));
      }
    }
    root.put("aim_met", aimMet());
    root.putPOJO("round_trips", roundTrips);
    root.putPOJO("idle", idle);
    root.putPOJO("idle_per_link_and_minute", idle.perLink());
    ArrayNode links = root.putArray("set_ups");
    for (SetUps one : setUps) {
      links
          .addObject()
          .put("at_once", one.atOnce())
          .put("links", one.links())
          .put("per_second", one.perSecond())
          .put("p50_ms", one.p50Millis())
          .put("p99_ms", one.p99Millis())
          .putPOJO("batches", one.batches());
    }
    root.putPOJO("map_entry_to_link_nanos", entries);
    JSON.writeValue(file.toFile(), root);
  }
}
