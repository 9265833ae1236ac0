package org.rop2p.bench.coordinator;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.rop2p.testbed.process.ChildProcess;

/** A Redis of its own on loopback, which keeps nothing. */
final class RedisProgram implements Closeable {
  private static final Pattern READY = Pattern.compile("Running mode=standalone, port=(\\d+)");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ChildProcess process;
  private final Path folder;
  private final int port;

  private RedisProgram(ChildProcess process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  /** Whether there is one on this machine. */
  static boolean isInstalled() {
    return List.of(System.getenv("PATH").split(":", -1)).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "redis-server")));
  }

  static RedisProgram start() throws IOException, InterruptedException {
    int port;
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = probe.getLocalPort();
    }
    Path folder = Files.createTempDirectory("bench-redis");
    ChildProcess process =
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
    return new RedisProgram(process, folder, port);
  }

  int port() {
    return port;
  }

  @Override
  public void close() throws IOException {
    process.close();
    Files.deleteIfExists(folder);
  }
}
