package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rop2p.coordinator.Coordinator;
import org.rop2p.coordinator.config.AuthConfig;
import org.rop2p.coordinator.config.AuthMode;
import org.rop2p.coordinator.config.CoordinatorConfig;
import org.rop2p.coordinator.config.Listening;
import org.rop2p.proxy.RoProxy;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.testbed.client.ClientConfig;
import org.rop2p.testbed.client.HeadlessClient;
import org.slf4j.LoggerFactory;

/** A game server whose admin has switched web auth tokens off: what the player is told. */
@Timeout(60)
final class TokenOffTest {
  private static final String SENTENCE =
      "P2P is off for Anna: The game server gave this account no web auth token: its admin has to"
          + " set use_web_auth_token: yes in the login server's configuration";

  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

  @Test
  void theLogNamesTheSwitch() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger("org.rop2p.proxy");
    AppenderBase<ILoggingEvent> listening =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            said.add(event.getFormattedMessage());
          }
        };
    listening.setContext(logger.getLoggerContext());
    listening.start();
    logger.addAppender(listening);
    try (StandInServer game =
            StandInServer.builder()
                .account("anna", "secret", "Anna", 'F')
                .webTokens(false)
                .start();
        Closing coordinator = new Closing(start(game.webPort()));
        RoProxy proxy =
            RoProxy.start(
                ProxyConfig.defaults()
                    .withServer(new InetSocketAddress("127.0.0.1", game.loginPort()))
                    .withListen(new InetSocketAddress("127.0.0.1", 0))
                    .withLoopbackCandidates(true)
                    .withCoordinator(
                        URI.create(
                            "http://127.0.0.1:%d/api/v1".formatted(coordinator.of().port()))));
        HeadlessClient anna =
            HeadlessClient.start(ClientConfig.of(proxy.listenAddress(), "anna", "secret"))) {
      assertTrue(anna.awaitPlaying(Duration.ofSeconds(20)), "the game goes on");
      String line = "";
      while (line != null && !line.startsWith("P2P is off for")) {
        line = said.poll(20, TimeUnit.SECONDS);
      }
      assertEquals(SENTENCE, line);
    } finally {
      logger.detachAppender(listening);
    }
  }

  private static Coordinator start(int webPort) throws Exception {
    AuthConfig auth =
        AuthConfig.of(
            AuthMode.RATHENA_WEB, URI.create("http://127.0.0.1:" + webPort), "s".repeat(32));
    CoordinatorConfig config =
        CoordinatorConfig.DEVELOPMENT.with(
            draft -> {
              draft.listening = Listening.LOOPBACK.at(0);
              draft.auth = auth;
            });
    return Coordinator.start(config)
        .toCompletionStage()
        .toCompletableFuture()
        .get(Duration.ofSeconds(20).toSeconds(), TimeUnit.SECONDS);
  }

  private record Closing(Coordinator of) implements AutoCloseable {
    @Override
    public void close() {
      of.close().toCompletionStage().toCompletableFuture().join();
    }
  }
}
