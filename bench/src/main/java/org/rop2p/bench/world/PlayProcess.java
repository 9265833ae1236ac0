package org.rop2p.bench.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.rop2p.testbed.process.ChildProcess;
import org.rop2p.testbed.process.JavaProgram;
import org.rop2p.testbed.process.StatsFile;

/** A proxy in a process of its own that writes its statistics. */
public final class PlayProcess implements Closeable {
  private static final Pattern READY = Pattern.compile("Listening on 127\\.0\\.0\\.1:(\\d+)");
  private static final Duration START = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 50;

  private final ChildProcess process;
  private final Path file;
  private final StatsFile stats;
  private final InetSocketAddress login;

  private PlayProcess(ChildProcess process, Path file, InetSocketAddress login) {
    this.process = process;
    this.file = file;
    this.stats = new StatsFile(file);
    this.login = login;
  }

  /**
   * Starts it and waits until it takes clients.
   *
   * @param name for people
   * @param arguments what it is told beside {@code --stats}
   * @throws IOException with a sentence for people
   */
  public static PlayProcess start(String name, JavaProgram program, List<String> arguments)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile("bench-proxy", ".stats");
    file.toFile().deleteOnExit();
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("--stats", file.toString()));
    ChildProcess process = ChildProcess.start(name, READY, program.command(all));
    try {
      return new PlayProcess(process, file, Town.loopback(process.awaitReady(START)));
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.close();
      throw e;
    }
  }

  /** Where its client connects. */
  public InetSocketAddress login() {
    return login;
  }

  public ChildProcess process() {
    return process;
  }

  /** Its statistics, no older than this call. */
  public JsonNode stats() throws IOException, InterruptedException {
    long now = System.currentTimeMillis();
    return await(line -> line.path("at_ms").asLong() >= now, Duration.ofSeconds(10));
  }

  /** Blocks until it has at least so many links. */
  public void awaitLinks(int number, Duration patience) throws IOException, InterruptedException {
    await(line -> line.path("links").size() >= number, patience);
  }

  private JsonNode await(Predicate<JsonNode> wanted, Duration patience)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() - end < 0) {
      JsonNode line = stats.last();
      if (wanted.test(line)) {
        return line;
      }
      if (!process.alive()) {
        throw new IOException("a proxy ended: " + String.join(" | ", process.output()));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    throw new IOException(
        "a proxy did not get as far as it should within %d s; it has %d links"
            .formatted(patience.toSeconds(), stats.last().path("links").size()));
  }

  @Override
  public void close() throws IOException {
    process.close();
    Files.deleteIfExists(file);
  }
}
