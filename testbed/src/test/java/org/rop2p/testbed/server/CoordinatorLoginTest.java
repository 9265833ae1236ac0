package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.Coordinator;
import org.rop2p.coordinator.api.Login;
import org.rop2p.coordinator.api.LoginRequest;
import org.rop2p.coordinator.client.ClientSettings;
import org.rop2p.coordinator.client.CoordinatorClient;
import org.rop2p.coordinator.client.CoordinatorException;
import org.rop2p.coordinator.client.PlayerKey;
import org.rop2p.coordinator.config.AuthConfig;
import org.rop2p.coordinator.config.AuthMode;
import org.rop2p.coordinator.config.CoordinatorConfig;
import org.rop2p.coordinator.config.Listening;
import org.rop2p.transport.quic.Identity;

/** A coordinator that believes the stand-in's web server. */
final class CoordinatorLoginTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofMillis(300);

  /** Longer than the coordinator waits for an answer. */
  private static final Duration STALL = Duration.ofSeconds(7);

  private static final int ANNA = 2_000_000;
  private static final int BERT = 2_000_001;

  private StandInServer game = start(NEVER, true);
  private Coordinator coordinator;

  private static StandInServer start(Duration unclaimed, boolean webTokens) {
    return StandInServer.builder()
        .account("anna", "secret", "Anna", 'F')
        .account("bert", "secret", "Bert", 'M')
        .webTokens(webTokens)
        .timing(Timing.DEFAULT.withTokenUnclaimed(unclaimed))
        .start();
  }

  @AfterEach
  void stop() throws Exception {
    if (coordinator != null) {
      await(coordinator.close().toCompletionStage().toCompletableFuture());
    }
    game.close();
  }

  @Test
  void theTokenOfAnAccountIsItsOwn() throws Exception {
    ask(game.webPort(), "");
    String anna = token("anna");
    String bert = token("bert");
    Login login = await(login(ANNA, anna));
    assertEquals("prontera", await(client().join(login.jwt(), "prontera")).zone());
    assertEquals(BERT, await(login(BERT, bert)).accountId());

    refused(login(ANNA, bert), 401, "does not confirm this login");
    refused(login(BERT, anna), 401, "does not confirm this login");
    refused(login(ANNA, "0123456789abcdef"), 401, "does not confirm this login");
    refused(login(ANNA, anna.substring(1)), 401, "does not confirm this login");
    refused(login(2_000_099, anna), 401, "does not confirm this login");
    String newer = token("anna");
    refused(login(ANNA, anna), 401, "does not confirm this login");
    await(login(ANNA, newer));
  }

  @Test
  void aTokenThatHasEndedIsRefused() throws Exception {
    game.close();
    game = start(SOON, true);
    ask(game.webPort(), "");
    String token = token("anna");
    new WebQuestion(game.webPort()).awaitEnd(token, ANNA);
    refused(login(ANNA, token), 401, "log in to the game again");
  }

  @Test
  void aServerWithoutTokensIsToldWhatToSet() throws Exception {
    game.close();
    game = start(NEVER, false);
    ask(game.webPort(), "");
    refused(login(ANNA, token("anna")), 401, "use_web_auth_token: yes");
  }

  @Test
  void whatIsNoWebServerTellsNothing() throws Exception {
    ask(game.webPort(), "/elsewhere");
    refused(login(ANNA, token("anna")), 503, "try again in a minute");
    await(coordinator.close().toCompletionStage().toCompletableFuture());
    ask(game.loginPort(), "");
    refused(login(ANNA, token("anna")), 503, "try again in a minute");
  }

  @Test
  void aServerThatIsDownTellsNothing() throws Exception {
    ask(game.webPort(), "");
    String token = token("anna");
    await(login(ANNA, token));
    game.close();
    refused(login(ANNA, token), 503, "try again in a minute");
  }

  @Test
  void aServerThatStandsStillIsAskedAgainLater() throws Exception {
    ask(game.webPort(), "");
    String token = token("anna");
    game.faults().stall(STALL);
    refused(login(ANNA, token), 503, "try again in a minute");
    Logs.await(game, ServerEvent.Stalled.class);
    await(login(ANNA, token));
  }

  private String token(String name) throws Exception {
    try (RawClient login = new RawClient(game.loginPort())) {
      login.send(Frames.login(name, "secret"));
      ByteBuf accepted = login.until(0x0AC4);
      return Wire.text(accepted, 47, 17);
    }
  }

  private void ask(int port, String path) throws Exception {
    AuthConfig auth =
        AuthConfig.of(
            AuthMode.RATHENA_WEB, URI.create("http://127.0.0.1:" + port + path), "s".repeat(32));
    CoordinatorConfig config =
        CoordinatorConfig.DEVELOPMENT.with(
            draft -> {
              draft.listening = Listening.LOOPBACK.at(0);
              draft.auth = auth;
            });
    coordinator = await(Coordinator.start(config).toCompletionStage().toCompletableFuture());
  }

  private CoordinatorClient client() {
    URI rest = URI.create("http://127.0.0.1:" + coordinator.port() + "/api/v1");
    return new CoordinatorClient(ClientSettings.of(rest, PATIENCE));
  }

  private CompletableFuture<Login> login(int account, String token) {
    Identity identity = Identity.create();
    return client()
        .login(
            new LoginRequest(account, token), PlayerKey.of(identity.certificate(), identity::sign));
  }

  private static <T> T await(CompletableFuture<T> future) throws Exception {
    return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static void refused(CompletableFuture<?> call, int status, String sentence)
      throws Exception {
    try {
      throw new AssertionError("not refused: " + await(call));
    } catch (ExecutionException e) {
      CoordinatorException refusal = assertInstanceOf(CoordinatorException.class, e.getCause());
      assertEquals(status, refusal.status(), refusal.getMessage());
      assertTrue(refusal.getMessage().contains(sentence), refusal.getMessage());
    }
  }
}
