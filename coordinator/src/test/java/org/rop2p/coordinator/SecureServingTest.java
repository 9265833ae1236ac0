package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.Joined;
import org.rop2p.coordinator.api.LoginRequest;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.client.ClientSettings;
import org.rop2p.coordinator.client.CoordinatorClient;
import org.rop2p.coordinator.client.SignalingSocket;
import org.rop2p.coordinator.config.Listening;
import org.rop2p.coordinator.config.TlsConfig;

/** HTTPS and WSS, with the real client. */
class SecureServingTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aPlayerLogsInAndJoins(String version) throws Exception {
    Path certificate = folder.resolve("a.crt");
    Path key = folder.resolve("a.key");
    TestTls.pair(certificate, key);
    Listening listening =
        new Listening(
            "127.0.0.1",
            0,
            "/api/v1/signaling/ws",
            Optional.of(new TlsConfig(certificate, key)),
            List.of());
    try (TestCoordinator test =
        new TestCoordinator(TestCoordinator.CONFIG.with(draft -> draft.listening = listening))) {
      String place = "127.0.0.1:" + test.coordinator.port() + "/api/v1";
      CoordinatorClient client =
          new CoordinatorClient(
              new ClientSettings(
                  URI.create("https://" + place),
                  URI.create("wss://" + place + "/signaling/ws"),
                  TestPlayer.PATIENCE,
                  false,
                  List.of(version),
                  ClientSettings.DEFAULT_PING_INTERVAL));
      String jwt =
          TestPlayer.await(client.login(new LoginRequest(12_345, ""), TestKeys.create().key()))
              .jwt();
      Joined joined = TestPlayer.await(client.join(jwt, "prontera"));
      BlockingQueue<ServerMessage> heard = new LinkedBlockingQueue<>();
      SignalingSocket socket =
          TestPlayer.await(
              client.openSignaling(
                  jwt,
                  Runnable::run,
                  new SignalingSocket.Listener() {
                    @Override
                    public void onMessage(ServerMessage message) {
                      heard.add(message);
                    }

                    @Override
                    public void onClosed(SignalingSocket.Closed how) {}
                  }));
      socket.send(new ClientMessage.Join(joined.ticket()));
      assertEquals(
          joined.sessionId(),
          assertInstanceOf(ServerMessage.SessionJoined.class, TestPlayer.take(heard)).sessionId());
      socket.close();
    }
  }
}
