package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rop2p.coordinator.config.LoggingConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of the program, which a process of its own writes. */
class LoggingTest {
  /**
   * Rolls once each time. Were it to roll again within milliseconds, while Logback looks for files
   * that are too old, Logback might take today's for those.
   */
  private static final int ONE_FILE = 50_000;

  private static final int LINES = 1_500;

  @TempDir private Path folder;

  @Test
  void theFileRollsAndNoLineIsLost() throws Exception {
    Path file = folder.resolve("coordinator.log");
    String console = talk(file, "INFO") + talk(file, "INFO") + talk(file, "INFO");
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.sorted().toList();
    }
    assertTrue(files.size() > 3, files::toString);
    List<String> lines = new ArrayList<>();
    for (Path one : files) {
      String text = text(one);
      assertTrue(text.length() < 2 * ONE_FILE, one + " has " + text.length() + " bytes");
      lines.addAll(text.lines().toList());
    }
    assertEquals(3 * LINES, lines.size());
    assertEquals(3 * LINES, console.lines().count());
    for (String line : lines) {
      assertTrue(
          line.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} \\[INFO] line \\d+"),
          line);
    }
    assertTrue(console.startsWith("[INFO] line 0\n"), console::toString);
  }

  @Test
  void warnMeansWarn() throws Exception {
    Path file = folder.resolve("coordinator.log");
    assertEquals("", talk(file, "WARN"));
    assertEquals("", Files.readString(file));
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
      return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** What it said on its console. */
  private static String talk(Path file, String level) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Talker.class.getName(),
                file.toString(),
                level)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(TestPlayer.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), said);
    return said;
  }

  /** Logs some lines and ends. */
  static final class Talker {
    private Talker() {}

    public static void main(String[] args) {
      Logging.configure(
          new LoggingConfig(LoggingConfig.Level.valueOf(args[1]), Optional.of(Path.of(args[0]))),
          new FileSize(ONE_FILE));
      Logger log = LoggerFactory.getLogger(Talker.class);
      for (int i = 0; i < LINES; i++) {
        log.info("line {}", i);
      }
      Logging.stop();
    }
  }
}
