package org.rop2p.testbed.stage;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.rop2p.coordinator.Coordinator;
import org.rop2p.coordinator.config.AuthConfig;
import org.rop2p.coordinator.config.AuthMode;
import org.rop2p.coordinator.config.CoordinatorConfig;
import org.rop2p.coordinator.config.Listening;
import org.rop2p.testbed.server.StandInServer;
import org.rop2p.transport.stun.StunServer;

/** What sessions of all eras share: STUN, and a coordinator that believes everybody. */
public final class Backstage implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  /** Of the admin of every coordinator here. */
  public static final String ADMIN_TOKEN = "the admin of every stage here";

  private final StunServer stun;
  private final Coordinator trusting;

  /** Starts both on loopback. */
  public Backstage() throws IOException, InterruptedException {
    stun = StunServer.open(loopback(0));
    trusting = start(AuthConfig.none());
  }

  InetSocketAddress stun() {
    return loopback(stun.port());
  }

  /** The page of the shared coordinator's admin. */
  public URI adminPage() {
    return trustingApi().resolve("/admin");
  }

  /** The shared coordinator. */
  URI trustingApi() {
    return api(trusting);
  }

  /**
   * What the admin of a coordinator does.
   *
   * @param method of HTTP
   * @param path below {@code admin/}
   * @param body JSON, or empty
   */
  static void admin(URI api, String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api + "/admin/" + path))
            .header("Authorization", "Bearer " + ADMIN_TOKEN)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
      throw new IOException(request + " is answered " + answer.statusCode() + answer.body());
    }
  }

  /** A coordinator that asks the server about tokens; whoever calls ends it. */
  Coordinator askingWebServerOf(StandInServer server) throws InterruptedException {
    return start(
        AuthConfig.of(
            AuthMode.RATHENA_WEB, URI.create("http://127.0.0.1:" + server.webPort()), ""));
  }

  static URI api(Coordinator coordinator) {
    return URI.create("http://127.0.0.1:" + coordinator.port() + "/api/v1");
  }

  static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  static void end(Coordinator coordinator) {
    try {
      coordinator
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("a coordinator does not end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end(trusting);
    stun.close();
  }

  private Coordinator start(AuthConfig auth) throws InterruptedException {
    CoordinatorConfig config =
        CoordinatorConfig.DEVELOPMENT.with(
            draft -> {
              draft.listening = Listening.LOOPBACK.at(0);
              draft.auth = auth;
              draft.adminToken = ADMIN_TOKEN;
              draft.stunServers = List.of("stun:127.0.0.1:" + stun.port());
            });
    try {
      return Coordinator.start(config)
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("a coordinator does not start", e);
    }
  }
}
