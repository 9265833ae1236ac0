package org.rop2p.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoMainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--packetver yesterday",
        "--packetver 20120501:main",
        "--players many",
        "--players -1",
        "--players 0 --unproxied 0",
        "--players 500",
        "--seconds 0",
        "--latency -5",
        "--players 1 --unproxied 1 --faults all",
        "--faults some",
        "--faults all --seconds 5",
        "--movement server",
        "--field 2",
        "--field 150",
        "--jitter -1",
        "--click-ms 0",
        "--report /no/such/folder/report.json",
        "--colour red",
      })
  void badOptionsAreOneSentenceAndExitTwo(String arguments) {
    assertEquals(2, run(arguments.split(" ", -1)), arguments);
    String said = err.toString(StandardCharsets.UTF_8).strip();
    assertTrue(said.startsWith("demo: "), said);
    assertEquals(1, said.lines().count(), said);
  }

  @Test
  void theReportIsWritten(@TempDir Path folder) throws IOException {
    Path report = folder.resolve("report.json");
    int status =
        run("--players", "0", "--unproxied", "1", "--seconds", "1", "--report", report.toString());
    assertEquals(0, status, () -> out + "\n" + err);
    assertTrue(Files.readString(report).contains("\"unproxied\" : 1"));
    String said = out.toString(StandardCharsets.UTF_8);
    assertTrue(said.lines().allMatch(line -> line.length() <= 120), said);
  }

  private int run(String... arguments) {
    return DemoMain.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        arguments);
  }
}
