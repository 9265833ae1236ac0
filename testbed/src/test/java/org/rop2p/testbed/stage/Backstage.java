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
import org.rop2p.coordinator.config.AuthConfig;
import org.rop2p.coordinator.config.AuthMode;
import org.rop2p.coordinator.config.TurnServers;
import org.rop2p.testbed.process.RunningCoordinator;
import org.rop2p.testbed.server.StandInServer;
import org.rop2p.transport.stun.StunServer;

/** What sessions of all eras share: STUN, and a coordinator that believes everybody. */
public final class Backstage implements AutoCloseable {
  /** Of the admin of every coordinator here. */
  public static final String ADMIN_TOKEN = "the admin of every stage here";

  private final TurnServers relays;
  private final StunServer stun;
  private final RunningCoordinator trusting;

  /** Starts both on loopback. */
  public Backstage() throws IOException, InterruptedException {
    this(TurnServers.NONE);
  }

  /**
   * As above.
   *
   * @param relays that its coordinators let players use
   */
  public Backstage(TurnServers relays) throws IOException, InterruptedException {
    this.relays = relays;
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
    return trusting.api();
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
  RunningCoordinator askingWebServerOf(StandInServer server) throws InterruptedException {
    return start(
        AuthConfig.of(
            AuthMode.RATHENA_WEB, URI.create("http://127.0.0.1:" + server.webPort()), ""));
  }

  static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @Override
  public void close() {
    trusting.close();
    stun.close();
  }

  private RunningCoordinator start(AuthConfig auth) throws InterruptedException {
    return RunningCoordinator.start(
        draft -> {
          draft.auth = auth;
          draft.adminToken = ADMIN_TOKEN;
          draft.stunServers = List.of("stun:127.0.0.1:" + stun.port());
          draft.turnServers = relays;
        });
  }
}
