package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.function.Predicate;

/** Waiting for what the server does. */
final class Logs {
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private Logs() {}

  static <T extends ServerEvent> T await(StandInServer server, Class<T> type, Predicate<T> match)
      throws InterruptedException {
    return server
        .log()
        .await(type, match, PATIENCE)
        .orElseGet(
            () ->
                fail(
                    "no such %s; there were %s"
                        .formatted(type.getSimpleName(), server.log().all(type))));
  }

  static <T extends ServerEvent> T await(StandInServer server, Class<T> type)
      throws InterruptedException {
    return await(server, type, event -> true);
  }
}
