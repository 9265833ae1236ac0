package org.rop2p.testbed.documents;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A shell in a folder, with an environment of its own. */
final class Terminal {
  /** Only what hangs takes so long. */
  private static final long PATIENCE_SECONDS = 60;

  private static final long LOOK_MILLIS = 50;

  private static final String SYSTEM =
      "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin";

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  /** How a line ended, and all that it said. */
  record Answer(int code, String said) {}

  /**
   * In {@code folder}, which is the home and where programs are found; those in its {@code bin}
   * first.
   *
   * @param variables beside those that every shell has
   */
  Terminal(Path folder, Map<String, String> variables) {
    this.folder = folder;
    Path java = Path.of(System.getProperty("java.home"));
    environment.put("PATH", "%s/bin:%s:%s/bin:%s".formatted(folder, folder, java, SYSTEM));
    environment.put("JAVA_HOME", java.toString());
    environment.put("HOME", folder.toString());
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("RO_P2P_JAVA_OPTS", "-XX:TieredStopAtLevel=1"); // starts sooner
    environment.putAll(variables);
  }

  /** Whether a program can be typed. */
  boolean has(String program) {
    return program.contains("/")
        || Arrays.stream(environment.get("PATH").split(":", -1))
            .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
  }

  /** Waits until the line has ended. */
  Answer type(String line) throws IOException, InterruptedException {
    return run(line, null, null);
  }

  /**
   * Interrupts a program when it has said {@code enough} and the shell finds {@code done} to be so,
   * and waits until it has ended.
   */
  Answer typeUntil(String line, String enough, String done)
      throws IOException, InterruptedException {
    return run("exec " + line, enough, done);
  }

  private Answer run(String line, String enough, String done)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", line).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    CompletableFuture<Void> guard =
        CompletableFuture.runAsync(
            () -> end(process),
            CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS));
    StringBuilder said = new StringBuilder();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String next = lines.readLine(); next != null; next = lines.readLine()) {
        said.append(next).append('\n');
        if (enough != null && next.contains(enough)) {
          while (type(done).code() != 0 && process.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
          }
          process.toHandle().destroy(); // Process.destroy would close what is still unread
        }
      }
      return new Answer(process.waitFor(), said.toString());
    } finally {
      guard.cancel(false);
      end(process);
    }
  }

  private static void end(Process process) {
    Stream.concat(process.descendants(), Stream.of(process.toHandle()))
        .forEach(ProcessHandle::destroyForcibly);
  }
}
