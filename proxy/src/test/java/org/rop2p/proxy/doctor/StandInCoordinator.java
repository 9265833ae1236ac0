package org.rop2p.proxy.doctor;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers a path with a text, on a port of loopback. */
public final class StandInCoordinator implements AutoCloseable {
  private static final String HEALTH =
      "{\"status\":\"ok\",\"uptime_seconds\":1,\"sessions\":0,\"players\":0}";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer http;

  /** Answers nothing but 404 yet. */
  public StandInCoordinator() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    http.start();
  }

  /** A healthy one that says this in client-config. */
  public static StandInCoordinator with(String clientConfig) throws IOException {
    return new StandInCoordinator()
        .answer("/api/v1/health", HEALTH)
        .answer("/api/v1/client-config", clientConfig);
  }

  public StandInCoordinator answer(String path, String json) {
    http.createContext(
        path,
        exchange -> {
          byte[] body = json.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    return this;
  }

  public InetSocketAddress address() {
    return http.getAddress();
  }

  public String url() {
    return "http://127.0.0.1:%d/api/v1".formatted(address().getPort());
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
