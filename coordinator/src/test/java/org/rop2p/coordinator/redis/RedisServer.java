package org.rop2p.coordinator.redis;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.rop2p.coordinator.config.RedisConfig;

/**
 * A real Redis on a port of its own, which keeps nothing on disk. Closed by {@link #close}; {@link
 * #kill} and {@link #start} in between lose all it knew.
 */
public final class RedisServer implements AutoCloseable {
  private static final String PROGRAM = "redis-server";
  private static final String HOST = "127.0.0.1";
  private static final int START_SECONDS = 20;

  private final Path folder;
  private final List<String> options;
  private final String password;
  private final int port;
  private Process process;

  private RedisServer(String password, List<String> options) throws IOException {
    this.folder = Files.createTempDirectory("redis-test");
    this.options = options;
    this.password = password;
    this.port = freePort();
  }

  /** Starts one; the test is skipped, with a sentence, where there is no Redis. */
  public static RedisServer started() {
    return started("", List.of());
  }

  /**
   * As {@link #started()}.
   *
   * @param password that clients must give; empty: none
   * @param options more of its command line
   */
  static RedisServer started(String password, List<String> options) {
    if (!isInstalled()) {
      String why = PROGRAM + " is not installed: what needs a real Redis is not tested";
      System.err.println(why);
      Assumptions.abort(why);
    }
    try {
      RedisServer server = new RedisServer(password, options);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens, as a coordinator is told. */
  public RedisConfig config(int db) {
    return new RedisConfig(HOST, port, db, password, false);
  }

  int port() {
    return port;
  }

  /** Starts it, empty, at the same port. */
  public void start() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                PROGRAM,
                "--bind",
                HOST,
                "--port",
                Integer.toString(port),
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                folder.toString()));
    if (!password.isEmpty()) {
      command.addAll(List.of("--requirepass", password));
    }
    command.addAll(options);
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > until) {
        throw new IOException("Redis did not start: " + Files.readString(folder.resolve("log")));
      }
      Thread.onSpinWait();
    }
  }

  /** Ends it at once, without a word to its clients. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Freezes it: connections stay, nothing is answered. */
  void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** The answer to one command on a connection of its own, in the protocol's own form (RESP2). */
  String say(String... command) throws IOException {
    StringBuilder lines = new StringBuilder();
    if (!password.isEmpty()) {
      lines.append("AUTH ").append(password).append("\r\n");
    }
    lines.append('*').append(command.length).append("\r\n");
    for (String word : command) {
      lines.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    lines.append("QUIT\r\n");
    try (Socket socket = new Socket(HOST, port)) {
      socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(START_SECONDS));
      socket.getOutputStream().write(lines.toString().getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private boolean answers() {
    try {
      return say("PING").contains("PONG");
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    kill();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isInstalled() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return socket.getLocalPort();
    }
  }
}
