package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.rop2p.testbed.server.ServerEvent.MapLeft;
import org.rop2p.testbed.server.ServerEvent.Moved;

/** Reading the log while it is written. */
final class ServerLogTest {
  private static final Place HERE = Place.of("prontera", 1, 2);

  private final ServerLog log = new ServerLog();

  @Test
  void whatHasHappenedIsFoundAtOnceAndWhatComesIsWaitedFor() throws Exception {
    log.add(new Moved(1, 7, HERE));
    log.add(new Moved(2, 8, HERE));
    assertEquals(8, log.await(Moved.class, e -> e.nanos() > 1, Logs.PATIENCE).get().account());

    CompletableFuture<ServerEvent> later =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return log.await(2, Moved.class, e -> true, Logs.PATIENCE).get();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    log.add(new MapLeft(3, 7, HERE));
    log.add(new Moved(4, 9, HERE));
    assertEquals(9, later.get().account());
    assertTrue(log.await(MapLeft.class, e -> e.account() == 8, Duration.ofMillis(1)).isEmpty());
  }

  @Test
  void aSnapshotDoesNotGrow() {
    log.add(new Moved(1, 7, HERE));
    List<ServerEvent> before = log.snapshot();
    log.add(new Moved(2, 7, HERE));
    assertEquals(1, before.size());
    assertEquals(2, log.size());
    assertEquals(2, log.all(Moved.class).size());
    assertEquals(0, log.dropped());
  }
}
