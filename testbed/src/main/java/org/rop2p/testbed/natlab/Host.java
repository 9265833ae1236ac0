package org.rop2p.testbed.natlab;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A {@link PeerProgram} in a process of its own, seen from the judge. Thread-safe. */
final class Host implements Closeable {
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final String name;
  private final Process process;
  private final Consumer<Line> hear;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final Thread ender;

  private Host(String name, Process process, Consumer<Line> hear) {
    this.name = name;
    this.process = process;
    this.hear = hear;
    this.ender = new Thread(process::destroyForcibly, name + "-ender");
  }

  /**
   * Starts {@code command}; its standard error is this program's.
   *
   * @param name for people
   * @param hear told of every line, on one thread
   */
  static Host start(String name, List<String> command, Consumer<Line> hear) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Host host = new Host(name, builder.start(), hear);
    Runtime.getRuntime().addShutdownHook(host.ender);
    Thread reader = new Thread(host::read, name);
    reader.setDaemon(true);
    reader.start();
    return host;
  }

  /**
   * Blocks until the program takes orders.
   *
   * @throws IOException with a sentence for people, when it ends or is not ready in time
   */
  void awaitReady(Duration patience) throws IOException, InterruptedException {
    try {
      ready.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException(name + " was not ready within " + patience.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IOException(name + " ended before it was ready", e);
    }
  }

  /** Gives an order; one to a host that has ended goes nowhere. */
  void tell(Line line) {
    OutputStream in = process.getOutputStream();
    synchronized (in) {
      try {
        in.write((line.text() + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
      } catch (IOException e) {
        ready.completeExceptionally(e); // who waits for an answer gets none, and says so
      }
    }
  }

  private void read() {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      output.lines().map(Line::parse).forEach(this::take);
    } catch (IOException | UncheckedIOException e) {
      ready.completeExceptionally(e);
    }
    ready.completeExceptionally(new IOException("end of output"));
  }

  private void take(Line line) {
    if (line.verb().equals("ready")) {
      ready.complete(null);
    } else {
      hear.accept(line);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
      Runtime.getRuntime().removeShutdownHook(ender);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      process.destroyForcibly(); // This JVM is ending, and its hooks run already.
    }
  }
}
