package org.rop2p.testbed.replay;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A proxy in a process of its own. {@link #close} ends it, and so does the end of this JVM. */
public final class ProxyProcess implements Closeable {
  private static final Pattern READY = Pattern.compile("Listening on 127\\.0\\.0\\.1:(\\d+)");
  private static final String BLIND = "passing this connection on unread";
  private static final int KEPT_LINES = 400;
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Process process;
  private final Thread reader;
  private final Thread ender;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final Deque<String> lines = new ArrayDeque<>();
  private int blind;

  private ProxyProcess(Process process) {
    this.process = process;
    this.reader = new Thread(this::readOutput, "proxy-output");
    this.ender = new Thread(process::destroyForcibly, "proxy-ender");
  }

  /** Starts {@code command}; standard output and error are read together. */
  public static ProxyProcess start(List<String> command) throws IOException {
    ProxyProcess proxy =
        new ProxyProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
    proxy.process.getOutputStream().close();
    Runtime.getRuntime().addShutdownHook(proxy.ender);
    proxy.reader.setDaemon(true);
    proxy.reader.start();
    return proxy;
  }

  /**
   * Blocks until the proxy says where it listens.
   *
   * @throws IOException with a sentence for people, when it ends or does not say so in time
   */
  public InetSocketAddress awaitListening(Duration patience)
      throws IOException, InterruptedException {
    try {
      return new InetSocketAddress(
          InetAddress.getLoopbackAddress(), port.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      throw new IOException(
          "the proxy did not say 'Listening on 127.0.0.1:PORT' within "
              + patience.toSeconds()
              + " s",
          e);
    } catch (ExecutionException e) {
      throw new IOException("the proxy ended before it listened", e);
    }
  }

  /** How often the proxy has said that it no longer reads a connection. */
  public synchronized int blind() {
    return blind;
  }

  /** The system's number of the process. */
  public long pid() {
    return process.pid();
  }

  /** Whether the process still runs. */
  boolean alive() {
    return process.isAlive();
  }

  /** The last lines of its output. */
  public synchronized List<String> output() {
    return List.copyOf(lines);
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
    if (line.contains(BLIND)) {
      blind++;
    }
    Matcher ready = READY.matcher(line);
    if (ready.find()) {
      port.complete(Integer.valueOf(ready.group(1)));
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
    Runtime.getRuntime().removeShutdownHook(ender);
  }
}
