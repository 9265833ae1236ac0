package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rop2p.coordinator.config.AuthConfig;
import org.rop2p.coordinator.config.AuthMode;
import org.rop2p.proxy.RoProxy;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.testbed.client.ClientConfig;
import org.rop2p.testbed.client.HeadlessClient;
import org.rop2p.testbed.process.RunningCoordinator;
import org.rop2p.testbed.process.SaidLines;

/** A game server whose admin has switched web auth tokens off: what the player is told. */
@Timeout(60)
final class TokenOffTest {
  private static final String SENTENCE =
      "P2P is off for Anna: The game server gave this account no web auth token: its admin has to"
          + " set use_web_auth_token: yes in the login server's configuration";

  @Test
  void theLogNamesTheSwitch() throws Exception {
    try (SaidLines said = new SaidLines();
        StandInServer game =
            StandInServer.builder()
                .account("anna", "secret", "Anna", 'F')
                .webTokens(false)
                .start();
        RunningCoordinator coordinator = start(game.webPort());
        RoProxy proxy =
            RoProxy.start(
                ProxyConfig.defaults()
                    .withServer(new InetSocketAddress("127.0.0.1", game.loginPort()))
                    .withListen(new InetSocketAddress("127.0.0.1", 0))
                    .withLoopbackCandidates(true)
                    .withCoordinator(coordinator.api()));
        HeadlessClient anna =
            HeadlessClient.start(ClientConfig.of(proxy.listenAddress(), "anna", "secret"))) {
      assertTrue(anna.awaitPlaying(Duration.ofSeconds(20)), "the game goes on");
      said.await(SENTENCE);
    }
  }

  private static RunningCoordinator start(int webPort) throws InterruptedException {
    URI web = URI.create("http://127.0.0.1:" + webPort);
    return RunningCoordinator.start(
        draft -> draft.auth = AuthConfig.of(AuthMode.RATHENA_WEB, web, "s".repeat(32)));
  }
}
