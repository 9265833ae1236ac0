package org.rop2p.proxy.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.client.ClientSettings;
import org.rop2p.coordinator.client.CoordinatorClient;
import org.rop2p.transport.TurnServer;

/** The coordinator names relays to those who show the token of their login. */
class RelayServersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String NONE = "{\"stun_servers\": [], \"turn_servers\": []}";
  private static final String SOME =
      """
      {"stun_servers": [], "turn_servers": [
        {"url": "turn:127.0.0.1:3479", "username": "1700000000:7", "credential": "x",
         "expires_in_seconds": 43200},
        {"url": "turn:[::1]", "username": "ro", "credential": "sesame"},
        {"url": "turn:127.0.0.3:99999", "username": "ro", "credential": "sesame"},
        {"url": "turn:127.0.0.4:0", "username": "ro", "credential": "sesame"}]}
      """;

  private final BlockingQueue<String> tokens = new LinkedBlockingQueue<>();
  private final BlockingQueue<List<TurnServer>> found = new LinkedBlockingQueue<>();
  private volatile String answers = SOME;
  private HttpServer coordinator;
  private RelayServers servers;

  @BeforeEach
  void start() throws IOException {
    coordinator = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    coordinator.createContext(
        "/api/v1/ice-servers",
        exchange -> {
          tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] answer = answers.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    coordinator.start();
    URI rest = URI.create("http://127.0.0.1:" + coordinator.getAddress().getPort() + "/api/v1");
    servers =
        new RelayServers(
            new CoordinatorClient(ClientSettings.of(rest, PATIENCE))::iceServers, true, found::add);
  }

  @AfterEach
  void stop() {
    coordinator.stop(0);
  }

  @Test
  void eachLoginIsToldThoseThatCanBeUsed() throws Exception {
    List<TurnServer> usable =
        List.of(
            new TurnServer(new InetSocketAddress("127.0.0.1", 3479), "1700000000:7", "x"),
            new TurnServer(new InetSocketAddress("::1", 3478), "ro", "sesame"));
    for (String token : List.of("first", "second")) {
      servers.ask(token);
      assertEquals(usable, found.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
      assertEquals("Bearer " + token, tokens.poll());
    }
  }

  @Test
  void whoNeedsARelayIsToldThatThereIsNoneUntilThereIs() throws Exception {
    assertEquals(Optional.empty(), servers.trouble(), "nobody was asked");
    answers = NONE;
    asked("first");
    assertEquals(
        Optional.of(
            "Privacy is relay, but the coordinator names no TURN server: everything goes over the server; ask its admin for one, or set privacy to direct"),
        servers.trouble());
    answers = SOME;
    asked("second");
    assertEquals(Optional.empty(), servers.trouble());
  }

  private void asked(String token) throws InterruptedException {
    servers.ask(token);
    assertNotNull(found.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
  }
}
