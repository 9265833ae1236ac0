package org.rop2p.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchMainTest {
  private static final String RECORDINGS = "../testbed/recordings";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    return BenchMain.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        args);
  }

  @Test
  @Timeout(120)
  void oneClientForASecondGoesEveryWayAndIsReported(@TempDir Path folder) throws IOException {
    Path report = folder.resolve("report.json");

    int exit =
        run(
            "relay",
            "--clients=1",
            "--pairs=1",
            "--seconds=1",
            "--warm-up=1",
            "--recordings=" + RECORDINGS,
            "--report=" + report);

    assertEquals(0, exit, () -> out + "\n" + err);
    JsonNode series = new ObjectMapper().readTree(report.toFile()).get("series").get(0);
    for (String way : new String[] {"direct", "bare-netty", "ro-p2p"}) {
      JsonNode values = series.get("ways").get(way);
      assertTrue(values.get("p50_us").get("median").asDouble() > 0, way);
      assertEquals(!way.equals("direct"), values.has("cpu_us_per_1000_frames"), way);
      assertEquals(!way.equals("direct"), values.has("alloc_bytes_per_frame"), way);
    }
    assertTrue(series.get("ratios").get("ro-p2p/bare-netty").has("p99_us"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--clients=0       | --clients is 0",
        "--clients=1,1001  | --clients is 1001",
        "--pairs=0         | --pairs is 0",
        "--seconds=0.5     | --seconds is 0.5",
        "--warm-up=601     | --warm-up is 601",
        "--recordings=nope | there is no folder nope",
        "--no-such         | Unknown option",
      })
  void whatCannotBeDoneIsRefusedInOneSentence(String argument, String sentence) {
    assertRefused(sentence, "relay", argument);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--forks=0         | --forks is 0",
        "--iterations=51   | --iterations is 51",
        "--recordings=nope | there is no folder nope",
      })
  void framesThatCannotBeMeasuredAreRefusedInOneSentence(String argument, String sentence) {
    assertRefused(sentence, "frames", argument);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "flood | --rates=0         | --rates is 0",
        "flood | --rates=190,20001 | --rates is 20001",
        "flood | --pairs=101       | --pairs is 101",
        "flood | --seconds=0.5     | --seconds is 0.5",
        "flood | --attackers=33    | --attackers is 33",
        "flood | --questions=1001  | --questions is 1001",
        "lanes | --servers=30,1001 | --servers is 1001",
        "lanes | --peers=-1        | --peers is -1",
        "lanes | --loss=51         | --loss is 51.0",
        "lanes | --seconds=301     | --seconds is 301.0",
        "peers | --players=0,51    | --players is 51",
        "peers | --warm-up=0       | --warm-up is 0.0",
        "peers | --no-such         | Unknown option",
        "transport | --rates=20,5001   | --rates is 5001",
        "transport | --pairs=0         | --pairs is 0",
        "transport | --seconds=61      | --seconds is 61.0",
        "transport | --idle-links=51   | --idle-links is 51",
        "transport | --idle-seconds=0  | --idle-seconds is 0.0",
        "transport | --set-ups=0       | --set-ups is 0",
        "transport | --at-once=51      | --at-once is 51",
        "transport | --entries=0       | --entries is 0",
        "footprint | --links=0         | --links is 0",
        "footprint | --settle=301      | --settle is 301.0",
      })
  void meetingsThatCannotBeMeasuredAreRefusedInOneSentence(
      String command, String argument, String sentence) {
    assertRefused(sentence, command, argument);
  }

  private void assertRefused(String sentence, String... args) {
    assertEquals(2, run(args));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains(sentence), err::toString);
    assertEquals(1, err.toString(StandardCharsets.UTF_8).lines().count());
  }

  @ParameterizedTest
  @CsvSource({
    "relay, --clients --pairs --seconds --quick --report",
    "flood, --rates --pairs --attackers --quick --report --coordinator-classpath",
    "lanes, --servers --peers --jitter --loss --quick --report --plot",
    "peers, --players --seconds --warm-up --quick --report --jvm-flags",
    "transport, --rates --pairs --seconds --idle-links --set-ups --at-once --entries --report",
    "footprint, --links --settle --quick --report --jvm-flags",
  })
  void helpNamesEveryOption(String command, String options) {
    assertEquals(0, run(command, "--help"));
    for (String option : options.split(" ", -1)) {
      assertTrue(out.toString(StandardCharsets.UTF_8).contains(option), option);
    }
    assertFalse(out.toString(StandardCharsets.UTF_8).contains("${"), "defaults are filled in");
  }
}
