package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.Joined;
import org.rop2p.coordinator.api.KeyProof;
import org.rop2p.coordinator.api.Login;
import org.rop2p.coordinator.api.LoginRequest;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.api.TurnLogin;
import org.rop2p.coordinator.api.ZonePolicy;
import org.rop2p.coordinator.config.AuthConfig;
import org.rop2p.coordinator.config.AuthMode;
import org.rop2p.coordinator.config.CoordinatorConfig;
import org.rop2p.coordinator.config.DatabaseConfig;
import org.rop2p.coordinator.config.RedisConfig;
import org.rop2p.coordinator.config.ServiceTokens;
import org.rop2p.coordinator.config.TurnServers;

/** What has a secret in it can be put into any log line. */
class SecretsTest {
  private static final String SECRET = "Secret0Secret0Secret0Secret0Secret0";

  static Stream<Object> keepers() {
    KeyProof proof = new KeyProof("AAAA", "A".repeat(43) + "=", "nonce.nonce.nonce", SECRET);
    DatabaseConfig database = new DatabaseConfig("h", 3306, "d", "u", SECRET, "login");
    ServiceTokens service = new ServiceTokens(SECRET, "", "", List.of("sub"));
    AuthConfig auth =
        new AuthConfig(
            AuthMode.RATHENA_DB,
            URI.create("http://127.0.0.1:8888"),
            "world",
            Optional.of(database),
            service,
            SECRET,
            Duration.ofHours(1));
    RedisConfig redis = new RedisConfig("h", 6379, 0, SECRET, false);
    TurnServers turn =
        new TurnServers(List.of(new TurnServers.Server("turn:h", "name", SECRET)), SECRET);
    return Stream.of(
        proof,
        new LoginRequest(1, SECRET, "a." + SECRET, Optional.of(proof)),
        new Login(SECRET, 1, Instant.EPOCH),
        new Joined("session", SECRET, "prontera", ZonePolicy.DEFAULT),
        new TurnLogin("turn:h", "name", SECRET, OptionalLong.empty()),
        new ClientMessage.Join(SECRET),
        new ServerMessage.TokenRenewed(SECRET, Instant.EPOCH),
        database,
        service,
        auth,
        redis,
        turn,
        CoordinatorConfig.DEVELOPMENT.with(
            draft -> {
              draft.auth = auth;
              draft.redis = Optional.of(redis);
              draft.turnServers = turn;
              draft.adminToken = SECRET;
            }));
  }

  @ParameterizedTest
  @MethodSource("keepers")
  void itsTextLeavesTheSecretOut(Object keeper) {
    assertFalse(keeper.toString().contains(SECRET), keeper.getClass() + " tells its secret");
  }
}
