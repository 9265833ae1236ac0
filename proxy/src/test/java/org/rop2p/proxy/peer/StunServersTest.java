package org.rop2p.proxy.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.client.ClientSettings;
import org.rop2p.coordinator.client.CoordinatorClient;

class StunServersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final AtomicInteger status = new AtomicInteger(200);
  private final AtomicInteger questions = new AtomicInteger();
  private final BlockingQueue<List<InetSocketAddress>> found = new LinkedBlockingQueue<>();
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private HttpServer coordinator;
  private StunServers servers;

  @BeforeEach
  void start() throws IOException {
    coordinator = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    coordinator.createContext(
        "/api/v1/client-config",
        exchange -> {
          questions.incrementAndGet();
          byte[] answer =
              """
              {"p2p_enabled": true, "authentication": "none", "stun_servers": [
                "stun:127.0.0.1:3479", "127.0.0.2", "stun:127.0.0.3:99999", "stun:127.0.0.4:x"]}
              """
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status.get(), answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    coordinator.start();
    URI rest = URI.create("http://127.0.0.1:" + coordinator.getAddress().getPort() + "/api/v1");
    servers =
        new StunServers(
            new CoordinatorClient(ClientSettings.of(rest, PATIENCE))::clientConfig, found::add);
  }

  @AfterEach
  void stop() {
    coordinator.stop(0);
    timer.shutdownNow();
  }

  @Test
  void aCoordinatorThatIsDownAtFirstIsAskedAgainUntilItAnswers() throws Exception {
    status.set(503);
    assertThrows(ExecutionException.class, this::ask);
    assertEquals(0, found.size());

    status.set(200);
    ask();
    assertEquals(
        List.of(new InetSocketAddress("127.0.0.1", 3479), new InetSocketAddress("127.0.0.2", 3478)),
        found.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS),
        "what is no address is left out");

    ask();
    assertEquals(2, questions.get(), "it has answered");
    assertEquals(0, found.size(), "told once");
  }

  @Test
  void itIsAskedByItselfAndWhatIsWrongIsToldUntilThen() throws Exception {
    assertEquals(Optional.empty(), servers.trouble(), "nothing is known");
    status.set(503);
    assertThrows(ExecutionException.class, this::ask);
    String sentence =
        "http://127.0.0.1:%d/api/v1/client-config answered with HTTP status 503: check rest_api_url and what stands before the coordinator; the game goes on over the server"
            .formatted(coordinator.getAddress().getPort());
    assertEquals(Optional.of(sentence), servers.trouble());
    status.set(200);
    servers.askUntilAnswered(timer, () -> 0);
    assertNotNull(found.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    assertEquals(Optional.empty(), servers.trouble());
  }

  @Test
  void whoIsClosedAsksNoMore() throws Exception {
    status.set(503);
    assertThrows(ExecutionException.class, this::ask);
    servers.close();
    servers.askUntilAnswered(timer, () -> 0);
    assertTrue(timer.getQueue().isEmpty());
  }

  private void ask() throws Exception {
    servers.ask().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
