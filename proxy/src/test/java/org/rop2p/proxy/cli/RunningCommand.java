package org.rop2p.proxy.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** {@code ro-p2p} as a process of its own, for commands that do not end by themselves. */
final class RunningCommand implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 40;
  private static final long END_SECONDS = 20;

  private final Process process;
  private final BufferedReader lines;
  private final List<String> said = new ArrayList<>();

  RunningCommand(List<String> arguments) throws IOException {
    this(List.of(), arguments);
  }

  /** As the launcher in that folder starts it. */
  static RunningCommand in(Path home, List<String> arguments) throws IOException {
    return new RunningCommand(List.of("-Dro-p2p.home=" + home), arguments);
  }

  private RunningCommand(List<String> options, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    lines = process.inputReader(StandardCharsets.UTF_8);
  }

  /** The first line that fits; null when the program ends without, or says nothing for long. */
  String await(Predicate<String> fits) throws IOException {
    CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS).execute(process::destroy);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.add(line);
      if (fits.test(line)) {
        return line;
      }
    }
    return null;
  }

  /** All lines read so far. */
  String said() {
    return String.join(System.lineSeparator(), said);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lines.close();
  }
}
