package org.rop2p.coordinator.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.api.TurnLogin;
import org.rop2p.coordinator.config.TurnServers;

class RelayCredentialsTest {
  private static final TurnServers TURN =
      new TurnServers(
          List.of(
              new TurnServers.Server("turn:a.example:3478", "", ""),
              new TurnServers.Server("turn:b.example:3478", "ro", "sesame")),
          "north");

  /** The password by: printf %s 1700043200:2000001 | openssl sha1 -hmac north -binary | base64. */
  @Test
  void whatCoturnWouldMakeOfTheSecretAndWhatTheAdminHasSet() {
    assertEquals(
        List.of(
            new TurnLogin(
                "turn:a.example:3478",
                "1700043200:2000001",
                "LBnvi1G6bdPAFsH5PqDO8ibgClI=",
                OptionalLong.of(43_200)),
            new TurnLogin("turn:b.example:3478", "ro", "sesame", OptionalLong.empty())),
        RelayCredentials.of(TURN, 2_000_001, Instant.ofEpochSecond(1_700_000_000)));
  }
}
