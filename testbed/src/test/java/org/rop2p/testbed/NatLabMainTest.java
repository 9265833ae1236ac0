package org.rop2p.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NatLabMainTest {
  private static final List<String> LAB =
      List.of(
          "--lab",
          "none-",
          "--stun",
          "127.0.0.1:0",
          "--turn",
          "127.0.0.1:3478",
          "--faults-with",
          "none",
          "--work",
          "none");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(List<String> arguments) {
    return NatLabMain.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        arguments.toArray(String[]::new));
  }

  private static List<String> labAnd(String... more) {
    List<String> all = new ArrayList<>(LAB);
    all.addAll(List.of(more));
    return all;
  }

  @Test
  void helpIsGiven() {
    assertEquals(0, run(List.of("--help")));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("--report"));
  }

  @Test
  void whatIsNotAllowedIsASentence() {
    assertEquals(2, run(labAnd("--fast")));
    assertEquals(2, run(List.of("--quick")));
    String said = err.toString(StandardCharsets.UTF_8);
    assertEquals(2, said.lines().count(), said);
  }

  @Test
  void aReportThatCannotBeWrittenIsNoticedBeforeAnythingRuns(@TempDir Path folder) {
    assertEquals(2, run(labAnd("--report", folder.resolve("missing/report.json").toString())));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("choose another file"));
    assertEquals("", out.toString(StandardCharsets.UTF_8));
  }
}
