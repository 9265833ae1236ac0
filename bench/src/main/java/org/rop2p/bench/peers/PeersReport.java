package org.rop2p.bench.peers;

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

/** What was measured, for people and as JSON. */
record PeersReport(Machine machine, PeersBench.Plan plan, List<Window> windows) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Tables in the documentation's own form. */
  void print(PrintStream out) {
    out.printf(
        "%n| in view | crowd | proxy | CPU ms/s | allocated KiB/s | upload KiB/s (datagrams/s) |"
            + " download KiB/s (datagrams/s) | server frames/s | RSS MiB |%n"
            + "|---|---|---|---|---|---|---|---|---|%n");
    for (Window window : windows) {
      out.printf(
          Locale.ROOT,
          "| %d | %s | %s | %s | %.0f | %.0f |%n",
          window.players(),
          window.busy() ? "busy" : "standing",
          window.linked() ? "linked" : "relay only",
          cells(window.usage(), 1),
          window.usage().framesFromServer(),
          window.residentMib());
    }
    out.printf(
        "%n| more than a relay, for each linked player | CPU ms/s | allocated KiB/s |"
            + " upload KiB/s (datagrams/s) | download KiB/s (datagrams/s) |%n"
            + "|---|---|---|---|---|%n");
    for (Window window : windows) {
      if (window.linked() && window.players() > 0) {
        out.printf(
            Locale.ROOT,
            "| %d, %s | %s |%n",
            window.players(),
            window.busy() ? "busy" : "standing",
            cells(perPlayer(window), 2));
      }
    }
    out.printf("%n%s%n", machine.line());
  }

  private static String cells(Usage usage, int digits) {
    String number = "%." + digits + "f";
    return String.format(
        Locale.ROOT,
        "N | N | N (N) | N (N)".replace("N", number),
        usage.cpuMillis(),
        usage.allocatedKib(),
        usage.uploadKib(),
        usage.datagramsOut(),
        usage.downloadKib(),
        usage.datagramsIn());
  }

  /** Against the relay among the same crowd. */
  private Usage perPlayer(Window linked) {
    Usage relay =
        windows.stream()
            .filter(window -> window.players() == linked.players())
            .filter(window -> window.busy() == linked.busy() && !window.linked())
            .map(Window::usage)
            .findFirst()
            .orElseThrow();
    return linked.usage().perPlayer(relay, linked.players());
  }

  void write(Path file) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    machine.into(root);
    root.putObject("plan")
        .put("seconds", plan.seconds())
        .put("warm_up_seconds", plan.warmUpSeconds());
    ArrayNode all = root.putArray("windows");
    for (Window window : windows) {
      ObjectNode one =
          all.addObject()
              .put("players", window.players())
              .put("linked", window.linked())
              .put("busy", window.busy())
              .put("rss_mib", window.residentMib());
      one.set("per_second", usage(window.usage()));
      if (window.linked() && window.players() > 0) {
        one.set("per_second_and_player_above_relay", usage(perPlayer(window)));
      }
    }
    JSON.writeValue(file.toFile(), root);
  }

  private static ObjectNode usage(Usage usage) {
    return JSON.createObjectNode()
        .put("cpu_ms", usage.cpuMillis())
        .put("allocated_kib", usage.allocatedKib())
        .put("upload_kib", usage.uploadKib())
        .put("datagrams_out", usage.datagramsOut())
        .put("download_kib", usage.downloadKib())
        .put("datagrams_in", usage.datagramsIn())
        .put("frames_from_server", usage.framesFromServer());
  }
}
