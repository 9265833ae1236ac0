package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.coordinator.client.ClientSettings;
import org.rop2p.coordinator.client.CoordinatorClient;
import org.rop2p.coordinator.config.Listening;

/** Players who come through the reverse proxies that are shipped, as they are shipped. */
class ReverseProxyTest {
  private static final int ANNA = 2_000_001;
  private static final int BERT = 2_000_002;

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}, trusted {1}: seen from {2}")
  @CsvSource({
    "nginx,   127.0.0.9, 127.0.0.1",
    "nginx,   10.0.0.1,  127.0.0.9",
    "haproxy, 127.0.0.9, 127.0.0.1",
    "haproxy, 10.0.0.1,  127.0.0.9",
  })
  void playersLogInMeetAndSignal(String program, String trusted, String seenFrom) throws Exception {
    try (TestCoordinator test = trusting(trusted);
        ReverseProxy proxy = started(program, test.coordinator.port())) {
      TestPlayer anna = player(proxy, ANNA);
      TestPlayer bert = player(proxy, BERT);
      anna.enter("prontera");
      bert.enter("prontera");
      anna.sees(BERT);
      bert.sees(ANNA);
      assertEquals(bert.asPeer(), anna.next());
      assertEquals(anna.asPeer(), bert.next());
      Signal offer = new Signal.Offer("anna", "a".repeat(22));
      anna.send(new ClientMessage.SignalTo(BERT, offer));
      assertEquals(new ServerMessage.SignalFrom(ANNA, anna.fingerprint(), offer), bert.next());
      anna.send(new ClientMessage.SignalTo(BERT, new Signal.Probe("p")));
      assertEquals(
          Optional.of(seenFrom),
          assertInstanceOf(ServerMessage.SignalFrom.class, bert.next()).seenFrom());
      String sessions = sessions(proxy);
      assertTrue(sessions.contains("\"zone\":\"prontera\""), sessions);
      assertFalse(sessions.contains("session_id"), sessions);
      anna.close();
      bert.close();
    }
  }

  private static TestCoordinator trusting(String proxy) {
    Listening usual = TestCoordinator.CONFIG.listening();
    Listening listening =
        new Listening(usual.host(), 0, usual.websocketPath(), Optional.empty(), List.of(proxy));
    return new TestCoordinator(TestCoordinator.CONFIG.with(draft -> draft.listening = listening));
  }

  private ReverseProxy started(String program, int coordinator) throws Exception {
    return program.equals("nginx")
        ? ReverseProxy.nginx(folder, coordinator)
        : ReverseProxy.haproxy(folder, coordinator);
  }

  /** Of whoever lies about where he is. */
  private static String sessions(ReverseProxy proxy) throws Exception {
    Process curl =
        new ProcessBuilder(
                Installed.program("curl"),
                "-fsSk",
                "-H",
                "X-Forwarded-For: 127.0.0.1",
                "-H",
                "Forwarded: for=127.0.0.1",
                "https://127.0.0.1:" + proxy.port() + "/api/v1/sessions/list")
            .redirectErrorStream(true)
            .start();
    return new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static TestPlayer player(ReverseProxy proxy, int accountId) {
    String place = "127.0.0.1:" + proxy.port() + "/api/v1";
    URI socket = URI.create("wss://" + place + "/signaling/ws");
    CoordinatorClient client =
        new CoordinatorClient(
            new ClientSettings(
                URI.create("https://" + place),
                socket,
                TestPlayer.PATIENCE,
                false,
                List.of("TLSv1.3"),
                ClientSettings.DEFAULT_PING_INTERVAL));
    TestPlayer player = new TestPlayer(client, socket, accountId, TestKeys.create());
    player.login();
    player.open();
    return player;
  }
}
