package org.rop2p.testbed.process;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A coordinator in a process of its own that can be killed, frozen and started again at the same
 * address with the same configuration, which is a file written for it.
 */
public final class CoordinatorProgram implements Closeable {
  private static final Pattern READY =
      Pattern.compile("Coordinator listening on http://[0-9.]+:(\\d+)");

  private final JavaProgram program;
  private final Duration patience;
  private final Path config;
  private final InetSocketAddress address;
  private ChildProcess process;

  private CoordinatorProgram(
      JavaProgram program, Duration patience, Path config, InetSocketAddress address) {
    this.program = program;
    this.patience = patience;
    this.config = config;
    this.address = address;
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param settings YAML below {@code coordinator:} and beside it; host and port are added
   * @param patience for each start
   * @throws IOException with a sentence for people
   */
  public static CoordinatorProgram start(
      JavaProgram program, CoordinatorSettings settings, Duration patience)
      throws IOException, InterruptedException {
    int port = freePort(settings.host());
    Path config = Files.createTempFile("coordinator", ".yaml");
    config.toFile().deleteOnExit();
    Files.writeString(config, settings.yaml(port), StandardCharsets.UTF_8);
    CoordinatorProgram coordinator =
        new CoordinatorProgram(
            program, patience, config, new InetSocketAddress(settings.host(), port));
    try {
      coordinator.startAgain();
    } catch (IOException e) {
      coordinator.close();
      throw e;
    }
    return coordinator;
  }

  /** A port that nobody has now: a coordinator that comes back must be where it was. */
  private static int freePort(InetAddress host) throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, host)) {
      return probe.getLocalPort();
    }
  }

  /** Its REST root. */
  public URI restApi() {
    return URI.create(
        "http://%s:%d/api/v1".formatted(address.getAddress().getHostAddress(), address.getPort()));
  }

  /** Of the process that runs now. */
  public synchronized long pid() {
    return process.pid();
  }

  /** See {@link ChildProcess#kill}. */
  public synchronized void kill() throws InterruptedException {
    process.kill();
  }

  /** See {@link ChildProcess#freeze}. */
  public synchronized void freeze() throws IOException, InterruptedException {
    process.freeze();
  }

  /** See {@link ChildProcess#thaw}. */
  public synchronized void thaw() throws IOException, InterruptedException {
    process.thaw();
  }

  /** Starts it, for the first time or after {@link #kill}. */
  public synchronized void startAgain() throws IOException, InterruptedException {
    if (process != null) {
      process.close();
    }
    process =
        ChildProcess.start(
            "the coordinator", READY, program.command(List.of("--config", config.toString())));
    process.awaitReady(patience);
  }

  @Override
  public synchronized void close() throws IOException {
    if (process != null) {
      process.close();
    }
    Files.deleteIfExists(config);
  }
}
