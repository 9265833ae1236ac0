package org.rop2p.testbed.process;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** A Redis of its own on loopback, which keeps nothing. */
public final class RedisProgram implements Closeable {
  private static final Pattern READY = Pattern.compile("Running mode=standalone, port=(\\d+)");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path folder;
  private final int port;
  private ChildProcess process;

  private RedisProgram(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Whether there is one on this machine. */
  public static boolean isInstalled() {
    return List.of(System.getenv("PATH").split(":", -1)).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "redis-server")));
  }

  /** Starts it and waits until it listens. */
  public static RedisProgram start() throws IOException, InterruptedException {
    int port;
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = probe.getLocalPort();
    }
    RedisProgram redis = new RedisProgram(Files.createTempDirectory("redis"), port);
    redis.startAgain();
    return redis;
  }

  /** Ends it without a last word; all it knew is lost. */
  public synchronized void kill() throws InterruptedException {
    process.kill();
  }

  /** Starts it, for the first time or after {@link #kill}, at the same port. */
  public synchronized void startAgain() throws IOException, InterruptedException {
    if (process != null) {
      process.close();
    }
    process =
        ChildProcess.start(
            "redis-server",
            READY,
            List.of(
                "redis-server",
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                folder.toString(),
                "--save",
                "",
                "--appendonly",
                "no"));
    process.awaitReady(PATIENCE);
  }

  public int port() {
    return port;
  }

  @Override
  public synchronized void close() throws IOException {
    process.close();
    Files.deleteIfExists(folder);
  }
}
