package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.rop2p.coordinator.TestPlayer.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.api.Health;
import org.rop2p.coordinator.api.LoginRequest;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.coordinator.config.CoordinatorConfig;
import org.rop2p.coordinator.redis.RedisServer;

/** Coordinators whose world is in a real Redis. */
class RedisCoordinatorTest {
  private static final String ADMIN = "an-admin-token-for-tests-only-32b";
  private static final int ANNA = 2_000_001;
  private static final int BERT = 2_000_002;

  private RedisServer redis;
  private CoordinatorConfig config;

  @BeforeEach
  void start() {
    redis = RedisServer.started();
    config = TestCoordinator.CONFIG.with(draft -> draft.redis = Optional.of(redis.config(1)));
  }

  @AfterEach
  void stop() {
    if (redis != null) {
      redis.close();
    }
  }

  @Test
  void playersOfTwoCoordinatorsMeetSignalAndPart() {
    try (TestCoordinator one = new TestCoordinator(config);
        TestCoordinator two = new TestCoordinator(config)) {
      TestPlayer anna = TestPlayer.in(one.coordinator, ANNA, "prontera");
      TestPlayer bert = TestPlayer.in(two.coordinator, BERT, "prontera");
      anna.sees(BERT);
      bert.sees(ANNA);
      assertEquals(BERT, assertInstanceOf(ServerMessage.PeerJoined.class, anna.next()).accountId());
      assertEquals(ANNA, assertInstanceOf(ServerMessage.PeerJoined.class, bert.next()).accountId());
      Signal offer = new Signal.Offer("ufrag", "p".repeat(22));
      anna.send(new ClientMessage.SignalTo(BERT, offer));
      assertEquals(offer, assertInstanceOf(ServerMessage.SignalFrom.class, bert.next()).signal());
      assertEquals(2, await(anna.client.health()).players());
      bert.losesSightOf(ANNA);
      assertEquals(BERT, assertInstanceOf(ServerMessage.PeerLeft.class, anna.next()).accountId());
    }
  }

  /** What its own file says is of this node alone, whatever is changed through it. */
  @Test
  void aNodeThatIsSwitchedOffSwitchesNobodyElseOff() {
    CoordinatorConfig off = config.with(draft -> draft.enabled = false);
    try (TestCoordinator dark = new TestCoordinator(off.with(draft -> draft.adminToken = ADMIN));
        TestCoordinator lit = new TestCoordinator(config)) {
      TestPlayer anna = TestPlayer.in(lit.coordinator, ANNA, "prontera");
      assertEquals(200, mute(dark, ANNA));
      assertEquals(new ServerMessage.Muted(ANNA, true), anna.next());
      assertEquals("ok", await(anna.client.health()).status());
      assertEquals("off", await(TestPlayer.client(dark.coordinator).health()).status());
    }
  }

  private static int mute(TestCoordinator test, int account) {
    URI uri =
        URI.create(
            "http://127.0.0.1:" + test.coordinator.port() + "/api/v1/admin/mutes/" + account);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + ADMIN)
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    return await(
            HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString()))
        .statusCode();
  }

  @Test
  void withoutItsRedisACoordinatorStartsSaysSoAndHeals() throws IOException, InterruptedException {
    redis.kill();
    try (TestCoordinator test = new TestCoordinator(config)) {
      TestPlayer anna = new TestPlayer(test.coordinator, ANNA);
      assertEquals("degraded", await(anna.client.health()).status());
      String jwt =
          await(anna.client.login(new LoginRequest(ANNA, ""), TestKeys.create().key())).jwt();
      var refused = TestPlayer.failure(anna.client.join(jwt, "prontera"));
      assertEquals(503, refused.status());
      assertEquals(ErrorCode.UNAVAILABLE, refused.code());
      redis.start();
      Health health = await(anna.client.health());
      while (!health.status().equals("ok")) {
        health = await(anna.client.health());
      }
      assertEquals("prontera", await(anna.client.join(jwt, "prontera")).zone());
    }
  }
}
