package org.rop2p.coordinator.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.coordinator.api.Health;
import org.rop2p.coordinator.api.ServerMessage;

/** What the client says when the other end is not a coordinator that is well. */
class CoordinatorClientTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "401 | {\"code\":\"unauthorized\",\"detail\":\"No.\"} | unauthorized | No.",
        "502 | <html>Bad gateway</html>  | unavailable | answered with HTTP status 502",
        "200 | <html>Welcome</html>      | bad-message | does not answer like a coordinator",
        "200 | {\"status\":1}            | bad-message | does not answer like a coordinator",
      })
  void everyAnswerBecomesOneSentence(int status, String body, String code, String sentence)
      throws Exception {
    CoordinatorException e = failureOf(status, body.getBytes(StandardCharsets.UTF_8));
    assertEquals(status, e.status());
    assertEquals(code, e.code());
    assertTrue(e.getMessage().contains(sentence), e.getMessage());
  }

  @Test
  void anEndlessAnswerIsGivenUp() throws Exception {
    CoordinatorException e = failureOf(200, new byte[1_000_000]);
    assertEquals(CoordinatorException.NO_ANSWER, e.status());
    assertTrue(e.getMessage().contains("longer than 65536 bytes"), e.getMessage());
  }

  @Test
  void whoDoesNotAcceptIsNamed() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    CoordinatorClient client = client(closed, PATIENCE);
    CoordinatorException rest = failure(client.health());
    assertTrue(
        rest.getMessage()
            .startsWith("Coordinator http://127.0.0.1:" + closed + " does not accept connections"),
        rest.getMessage());
    CoordinatorException socket =
        failure(client.openSignaling("a.b.c", Runnable::run, new SilentListener()));
    assertTrue(
        socket
            .getMessage()
            .startsWith("Coordinator ws://127.0.0.1:" + closed + " does not accept connections"),
        socket.getMessage());
  }

  @Test
  void whoDoesNotAnswerInTimeIsNamed() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      CoordinatorClient client = client(mute.getLocalPort(), Duration.ofMillis(100));
      CoordinatorException e = failure(client.health());
      assertTrue(e.getMessage().contains("did not answer within 100 ms"), e.getMessage());
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "401, unauthorized, the login is not good for it",
    "404, unavailable, check websocket_url",
    "429, unavailable, check websocket_url",
    "503, unavailable, check websocket_url"
  })
  void aSocketThatIsRefusedHasTheStatus(int status, String code, String sentence) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(status, -1);
          }
        });
    server.start();
    try {
      CoordinatorException refusal =
          failure(
              client(server.getAddress().getPort(), PATIENCE)
                  .openSignaling("a.b.c", Runnable::run, new SilentListener()));
      assertEquals(status, refusal.status());
      assertEquals(code, refusal.code());
      assertTrue(refusal.getMessage().contains(sentence), refusal.getMessage());
      assertFalse(refusal.getMessage().contains("a.b.c"), refusal.getMessage());
    } finally {
      server.stop(0);
    }
  }

  private static CoordinatorException failureOf(int status, byte[] body) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
          } catch (IOException e) {
            // The client has heard enough.
          }
        });
    server.start();
    try {
      CompletableFuture<Health> health = client(server.getAddress().getPort(), PATIENCE).health();
      return failure(health);
    } finally {
      server.stop(0);
    }
  }

  private static CoordinatorClient client(int port, Duration timeout) {
    URI rest = URI.create("http://127.0.0.1:" + port + "/api/v1");
    return new CoordinatorClient(ClientSettings.of(rest, timeout));
  }

  private static CoordinatorException failure(CompletableFuture<?> call) {
    ExecutionException e =
        assertThrows(
            ExecutionException.class, () -> call.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    return assertInstanceOf(CoordinatorException.class, e.getCause());
  }

  private static final class SilentListener implements SignalingSocket.Listener {
    @Override
    public void onMessage(ServerMessage message) {}

    @Override
    public void onClosed(SignalingSocket.Closed closed) {}
  }
}
