package org.rop2p.coordinator.redis;

import static org.rop2p.coordinator.redis.RedisNode.await;

import io.vertx.core.Vertx;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Tests that share a real Redis, each of which finds it empty. */
abstract class WithRedis {
  static RedisServer server;
  Vertx vertx;

  @BeforeAll
  static void startRedis() {
    server = RedisServer.started();
  }

  @AfterAll
  static void stopRedis() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void emptyRedis() throws IOException {
    server.say("FLUSHALL");
    vertx = Vertx.vertx();
  }

  /** Ends what the test has opened in it. */
  abstract void closeNodes();

  @AfterEach
  void end() {
    closeNodes();
    await(vertx.close());
  }
}
