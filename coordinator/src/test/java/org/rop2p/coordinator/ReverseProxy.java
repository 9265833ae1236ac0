package org.rop2p.coordinator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A real reverse proxy with the configuration that is shipped for it, on a port of this machine
 * with a throw-away certificate. It comes to the coordinator from {@link #ITS_ADDRESS}.
 */
final class ReverseProxy implements AutoCloseable {
  /** Another than its clients have, so that the two can be told apart. */
  static final String ITS_ADDRESS = "127.0.0.9";

  private static final Path CONF = Path.of("..", "conf");

  private final Process process;
  private final Path log;
  private final int port;

  private ReverseProxy(Path folder, int port, List<String> command) throws IOException {
    this.port = port;
    log = folder.resolve("proxy.log");
    process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    long until = System.nanoTime() + TestPlayer.PATIENCE.toNanos();
    while (!accepts()) {
      if (!process.isAlive() || System.nanoTime() > until) {
        process.destroyForcibly();
        throw new IOException("The proxy did not start: " + Files.readString(log));
      }
      Thread.onSpinWait();
    }
  }

  /** Starts nginx before the coordinator at that port. */
  static ReverseProxy nginx(Path folder, int coordinator) throws Exception {
    String program = Installed.program("nginx");
    Path certificate = folder.resolve("a.crt");
    Path key = folder.resolve("a.key");
    TestTls.pair(certificate, key);
    int port = freePort();
    String servers =
        replaced(
            "nginx-coordinator.conf",
            "/etc/ssl/certs/your-server.crt",
            certificate.toString(),
            "/etc/ssl/private/your-server.key",
            key.toString(),
            "listen 443 ssl;",
            "listen 127.0.0.1:" + port + " ssl;",
            "proxy_pass http://127.0.0.1:8001;",
            "proxy_pass http://127.0.0.1:" + coordinator + "; proxy_bind " + ITS_ADDRESS + ";");
    return new ReverseProxy(folder, port, nginx(folder, program, servers));
  }

  private static List<String> nginx(Path folder, String program, String servers)
      throws IOException {
    Path whole = folder.resolve("nginx.conf");
    StringBuilder http = new StringBuilder();
    for (String use : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
      http.append("%s_temp_path %s;\n".formatted(use, folder.resolve(use)));
    }
    Files.writeString(
        whole,
        "daemon off;\nmaster_process off;\npid %s;\nerror_log stderr;\nevents {}\n"
                .formatted(folder.resolve("pid"))
            + "http {\naccess_log off;\n%s%s\n}\n".formatted(http, servers));
    return List.of(program, "-e", "stderr", "-c", whole.toString());
  }

  /** Starts an nginx that says nothing of whom it calls for, from the address of its clients. */
  static ReverseProxy silent(Path folder, int coordinator) throws Exception {
    String program = Installed.program("nginx");
    int port = freePort();
    return new ReverseProxy(
        folder,
        port,
        nginx(
            folder,
            program,
            "server { listen 127.0.0.1:%d; location / { proxy_pass http://127.0.0.1:%d; } }"
                .formatted(port, coordinator)));
  }

  /** Starts HAProxy before the coordinator at that port and another that is dead. */
  static ReverseProxy haproxy(Path folder, int coordinator) throws Exception {
    String program = Installed.program("haproxy");
    Path certificate = folder.resolve("a.crt");
    Path key = folder.resolve("a.key");
    TestTls.pair(certificate, key);
    Path both = folder.resolve("both.pem");
    Files.writeString(both, Files.readString(certificate) + Files.readString(key));
    int port = freePort();
    Path file = folder.resolve("haproxy.cfg");
    Files.writeString(
        file,
        replaced(
            "haproxy-coordinator.cfg",
            "/etc/ssl/private/your-server.pem",
            both.toString(),
            "bind :443",
            "bind 127.0.0.1:" + port,
            "server one 127.0.0.1:8001",
            "source " + ITS_ADDRESS + "\n    server one 127.0.0.1:" + coordinator,
            "server two 127.0.0.1:8002",
            "server two 127.0.0.1:" + freePort()));
    return new ReverseProxy(folder, port, List.of(program, "-db", "-f", file.toString()));
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /**
   * @param pairs what stands in the shipped file, and what stands there now
   */
  private static String replaced(String file, String... pairs) throws IOException {
    String text = Files.readString(CONF.resolve(file));
    for (int i = 0; i < pairs.length; i += 2) {
      if (!text.contains(pairs[i])) {
        throw new AssertionError(file + " has no " + pairs[i]);
      }
      text = text.replace(pairs[i], pairs[i + 1]);
    }
    return text;
  }

  private boolean accepts() {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
