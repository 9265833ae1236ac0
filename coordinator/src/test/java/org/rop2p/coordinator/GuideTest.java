package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.api.Health;
import org.rop2p.coordinator.auth.Tokens;
import org.rop2p.coordinator.client.CoordinatorClient;
import org.rop2p.coordinator.client.CoordinatorException;
import org.rop2p.coordinator.config.ConfigFile;
import org.rop2p.coordinator.config.CoordinatorConfig;
import org.rop2p.coordinator.config.Overrides;
import org.rop2p.coordinator.config.RedisConfig;
import org.rop2p.coordinator.config.TlsConfig;
import org.rop2p.coordinator.config.TlsFiles;
import org.rop2p.coordinator.redis.RedisServer;
import org.rop2p.coordinator.session.Player;

/** Every YAML block of the integration guide, as it stands there, starts a coordinator. */
class GuideTest {
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  private static final Map<String, String> ENVIRONMENT =
      Map.of("JWT_SECRET", "x".repeat(32), "TURN_USERNAME", "ro", "TURN_PASSWORD", "sesame");

  /** Where nothing listens, so that no Redis of this machine is touched. */
  private static final int NOBODYS_PORT = 1;

  private static final Overrides ANY_PORT =
      new Overrides(
          Optional.of("127.0.0.1"),
          Optional.of(0),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false);

  @TempDir private Path folder;

  @Test
  void everyBlockStarts() throws Exception {
    Path certificate = folder.resolve("your-server.crt");
    Path key = folder.resolve("your-server.key");
    TestTls.pair(certificate, key);
    int servers = 0;
    for (String block : blocks()) {
      String yaml =
          withRedisAt(NOBODYS_PORT, block)
              .replace("/etc/ssl/certs/your-server.crt", certificate.toString())
              .replace("/etc/ssl/private/your-server.key", key.toString());
      ConfigFile.Loaded loaded = ConfigFile.parse("guide", yaml, ENVIRONMENT, ANY_PORT);
      assertTrue(
          loaded.warnings().stream().noneMatch(warning -> warning.contains("unknown")),
          loaded.warnings()::toString);
      try (TestCoordinator running = new TestCoordinator(loaded.config())) {
        assertTrue(running.coordinator.port() > 0);
        servers++;
      }
    }
    assertEquals(6, servers);
  }

  @Test
  void withoutItsRedisTheCoordinatorSaysSo() throws Exception {
    try (TestCoordinator running = new TestCoordinator(inRedis(NOBODYS_PORT))) {
      CoordinatorClient client = TestPlayer.client(running.coordinator);
      assertEquals("degraded", TestPlayer.await(client.health()).status());
      CoordinatorException refused = TestPlayer.failure(client.join(token(), "prontera"));
      assertEquals(503, refused.status());
      assertEquals(ErrorCode.UNAVAILABLE, refused.code());
    }
  }

  @Test
  void withItsRedisPlayersJoin() throws Exception {
    try (RedisServer redis = RedisServer.started();
        TestCoordinator running = new TestCoordinator(inRedis(redis.config(1).port()))) {
      CoordinatorClient client = TestPlayer.client(running.coordinator);
      assertEquals("prontera", TestPlayer.await(client.join(token(), "prontera")).zone());
      Health health = TestPlayer.await(client.health());
      assertEquals(List.of("ok", 1), List.of(health.status(), health.players()));
    }
  }

  @Test
  void filesThatCannotBeServedAreNamed() throws Exception {
    Path certificate = folder.resolve("a.crt");
    Path key = folder.resolve("a.key");
    TestTls.pair(certificate, key);
    Path otherKey = folder.resolve("b.key");
    TestTls.pair(folder.resolve("b.crt"), otherKey);
    Path nowhere = folder.resolve("nowhere");
    assertEquals(Optional.empty(), TlsFiles.problem(new TlsConfig(certificate, key)));
    assertProblem("cannot be read", new TlsConfig(nowhere, key));
    assertProblem("cannot be read", new TlsConfig(certificate, nowhere));
    assertProblem("holds no certificate", new TlsConfig(key, key));
    assertProblem("PKCS#8", new TlsConfig(certificate, certificate));
    assertProblem("is not the key of the certificate", new TlsConfig(certificate, otherKey));
  }

  /** The guide's block with Redis, which is at another port. */
  private static CoordinatorConfig inRedis(int port) throws Exception {
    String block =
        blocks().stream().filter(text -> text.contains("redis:")).findFirst().orElseThrow();
    CoordinatorConfig config =
        ConfigFile.parse("guide", withRedisAt(port, block), ENVIRONMENT, ANY_PORT).config();
    assertEquals(Optional.of(new RedisConfig("localhost", port, 1, "", false)), config.redis());
    return config;
  }

  private static String withRedisAt(int port, String block) {
    return block.replace("port: 6379", "port: " + port);
  }

  /** Of a login, by the secret that the guide's coordinator has. */
  private static String token() {
    Vertx vertx = Vertx.vertx();
    try {
      return new Tokens(
              vertx,
              ENVIRONMENT.get("JWT_SECRET").getBytes(StandardCharsets.UTF_8),
              Duration.ofHours(1),
              InstantSource.system())
          .issue(new Player(2_000_001, "ab".repeat(32), TestKeys.create().key().signingKey()))
          .jwt();
    } finally {
      TestPlayer.await(vertx.close().toCompletionStage().toCompletableFuture());
    }
  }

  private static void assertProblem(String part, TlsConfig tls) {
    String problem = TlsFiles.problem(tls).orElse("");
    assertTrue(problem.contains(part), problem);
  }

  private static List<String> blocks() throws IOException {
    try (InputStream guide = GuideTest.class.getResourceAsStream("/guide.md")) {
      Matcher matcher = YAML.matcher(new String(guide.readAllBytes(), StandardCharsets.UTF_8));
      List<String> blocks = new ArrayList<>();
      while (matcher.find()) {
        blocks.add(matcher.group(1));
      }
      return blocks;
    }
  }
}
