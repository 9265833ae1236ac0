package org.rop2p.testbed.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ChildProcessTest {
  private static final Duration PATIENT = Duration.ofSeconds(30);
  private static final Pattern READY = Pattern.compile("Listening on 127\\.0\\.0\\.1:(\\d+)");

  /** Says each argument as a line, then whatever it is told, until it is told nothing more. */
  static final class Echo {
    private Echo() {}

    public static void main(String[] lines) throws IOException {
      for (String line : lines) {
        System.out.println(line);
      }
      if (lines[lines.length - 1].equals("exit")) {
        return;
      }
      try (BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          System.out.println("told: " + line);
        }
      }
    }
  }

  private static ChildProcess start(String... lines) throws IOException {
    JavaProgram echo =
        new JavaProgram(
            JavaProgram.words(" -Xmx32m  -XX:+UseSerialGC "),
            System.getProperty("java.class.path"),
            Echo.class.getName());
    return ChildProcess.start("the echo", READY, echo.command(List.of(lines)));
  }

  @Test
  void thePortIsReadAndClosingEndsIt() throws IOException, InterruptedException {
    ChildProcess echo = start("one line", "Listening on 127.0.0.1:4711 for clients");
    try (echo) {
      assertEquals(4711, echo.awaitReady(PATIENT));
      assertTrue(echo.alive());
    }
    assertEquals(2, echo.output().size());
    assertFalse(echo.alive(), "close ends the process");
  }

  @Test
  void whatEndsBeforeItIsReadyIsToldAtOnceWithItsLastWords() throws IOException {
    try (ChildProcess echo = start("the port is in use", "exit")) {
      IOException e = assertThrows(IOException.class, () -> echo.awaitReady(PATIENT));
      assertEquals(
          "the echo ended before it was ready; it said: the port is in use | exit", e.getMessage());
    }
  }

  @Test
  void itHearsAndCanBeFrozenAndKilled() throws IOException, InterruptedException {
    try (ChildProcess echo = start("Listening on 127.0.0.1:1")) {
      echo.awaitReady(PATIENT);
      echo.tell("cut");
      assertTrue(echo.awaitLine("told: cut", PATIENT));
      echo.freeze();
      echo.tell("heal");
      assertFalse(echo.awaitLine("told: heal", Duration.ofMillis(300)), "frozen ones say nothing");
      echo.thaw();
      assertTrue(echo.awaitLine("told: heal", PATIENT));
      assertFalse(
          echo.awaitLine("told: heal", Duration.ofMillis(50)), "one line is awaited only once");
      echo.kill();
      assertFalse(echo.alive());
    }
  }
}
