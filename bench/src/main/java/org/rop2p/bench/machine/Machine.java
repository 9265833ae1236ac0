package org.rop2p.bench.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where it was measured.
 *
 * @param loadAverage processes that wanted to run in the last minute, on average
 */
public record Machine(String cpu, int cores, String kernel, String java, double loadAverage) {

  public static Machine now() {
    return new Machine(
        cpuName(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
        loadAverageNow());
  }

  public static double loadAverageNow() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** Whether others leave the proxies and the measuring a whole core. */
  private boolean quiet() {
    return loadAverage < cores / 2.0;
  }

  /** Says so if others want much of it. */
  public void warnIfBusy(PrintStream out) {
    if (!quiet()) {
      out.printf(
          Locale.ROOT,
          "The machine is busy (load average %.2f on %d cores): the numbers will show that, too.%n",
          loadAverage,
          cores);
    }
  }

  /**
   * Writes it, and what the load average is now, as every report names it.
   *
   * @param report gets a node {@code machine}
   */
  public void into(ObjectNode report) {
    report
        .putObject("machine")
        .put("cpu", cpu)
        .put("cores", cores)
        .put("kernel", kernel)
        .put("java", java)
        .put("load_before", loadAverage)
        .put("load_after", loadAverageNow());
  }

  /** For people, with what the load average is now. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %s, %s; load average %.2f before, %.2f after",
        cpu,
        cores,
        kernel,
        java,
        loadAverage,
        loadAverageNow());
  }

  private static String cpuName() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
