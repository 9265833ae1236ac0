package org.rop2p.testbed.process;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program in a process of its own, which says in a line of its output when it is ready. {@link
 * #close} ends it, and so does the end of this JVM. Thread-safe.
 */
public final class ChildProcess implements Closeable {
  private static final int KEPT_LINES = 400;
  private static final int TOLD_LINES = 3;
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final String name;
  private final Pattern ready;
  private final Process process;
  private final Thread reader;
  private final Thread ender;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final Deque<String> lines = new ArrayDeque<>();
  private final Map<String, Integer> awaited = new HashMap<>();

  private ChildProcess(String name, Pattern ready, Process process) {
    this.name = name;
    this.ready = ready;
    this.process = process;
    this.reader = new Thread(this::readOutput, name + "-output");
    this.ender = new Thread(process::destroyForcibly, name + "-ender");
  }

  /**
   * Starts {@code command}; standard output and error are read together.
   *
   * @param name for people: "the proxy of Alice"
   * @param ready found in the line that says it is ready; its first group is a port
   */
  public static ChildProcess start(String name, Pattern ready, List<String> command)
      throws IOException {
    ChildProcess child =
        new ChildProcess(
            name, ready, new ProcessBuilder(command).redirectErrorStream(true).start());
    Runtime.getRuntime().addShutdownHook(child.ender);
    child.reader.setDaemon(true);
    child.reader.start();
    return child;
  }

  /**
   * Blocks until the program is ready; returns the port it named.
   *
   * @throws IOException with a sentence for people, when it ends or does not say so in time
   */
  public int awaitReady(Duration patience) throws IOException, InterruptedException {
    try {
      return port.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException(
          "%s was not ready within %d s%s".formatted(name, patience.toSeconds(), lastWords()), e);
    } catch (ExecutionException e) {
      throw new IOException(name + " ended before it was ready" + lastWords(), e);
    }
  }

  /**
   * Blocks until a line with {@code text} more than at the last call has come.
   *
   * @return false when none came in time
   */
  public synchronized boolean awaitLine(String text, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (unseen(text) == 0) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    awaited.merge(text, 1, Integer::sum);
    return true;
  }

  private long unseen(String text) {
    return lines.stream().filter(line -> line.contains(text)).count()
        - awaited.getOrDefault(text, 0);
  }

  /**
   * Writes a line to the program's standard input.
   *
   * @throws IOException when it reads no more
   */
  public void tell(String line) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  /** Stops it in its tracks (SIGSTOP): it keeps its connections and answers nothing. */
  public void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Lets it go on (SIGCONT). */
  public void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  /** Ends it without a last word (SIGKILL), and waits until it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private void signal(String signal) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).start();
    if (kill.waitFor() != 0) {
      throw new IOException(name + " could not be sent SIG" + signal);
    }
  }

  /** The system's number of the process. */
  public long pid() {
    return process.pid();
  }

  /** Whether the process still runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /** The last lines of its output. */
  public synchronized List<String> output() {
    return List.copyOf(lines);
  }

  private synchronized String lastWords() {
    List<String> last = lines.stream().skip(Math.max(0, lines.size() - TOLD_LINES)).toList();
    return last.isEmpty() ? "" : "; it said: " + String.join(" | ", last);
  }

  private void readOutput() {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      output.lines().forEach(this::take);
    } catch (IOException | UncheckedIOException e) {
      take("(output cannot be read any more: " + e.getMessage() + ")");
    } finally {
      port.completeExceptionally(new IOException("end of output"));
    }
  }

  private synchronized void take(String line) {
    if (lines.size() == KEPT_LINES) {
      lines.removeFirst();
    }
    lines.addLast(line);
    notifyAll();
    Matcher found = ready.matcher(line);
    if (found.find()) {
      port.complete(Integer.valueOf(found.group(1)));
    }
  }

  /** Ends the process and waits until all of its output has been read. */
  @Override
  public void close() {
    process.toHandle().destroy(); // Process.destroy would close the output that is still unread
    try {
      if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
      reader.join(GRACE.toMillis());
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(ender);
    } catch (IllegalStateException e) {
      return; // This JVM is ending, and its hooks run already.
    }
  }
}
