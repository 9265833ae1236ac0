package org.rop2p.coordinator;

import java.time.InstantSource;
import org.rop2p.coordinator.config.CoordinatorConfig;
import org.rop2p.coordinator.config.Listening;

/** Real coordinators on ephemeral loopback ports. */
final class TestCoordinator implements AutoCloseable {
  static final CoordinatorConfig CONFIG =
      CoordinatorConfig.DEVELOPMENT.with(draft -> draft.listening = Listening.LOOPBACK.at(0));

  final Coordinator coordinator;

  TestCoordinator(CoordinatorConfig config, InstantSource clock) {
    coordinator =
        TestPlayer.await(
            Coordinator.start(config, clock).toCompletionStage().toCompletableFuture());
  }

  TestCoordinator(CoordinatorConfig config) {
    this(config, InstantSource.system());
  }

  @Override
  public void close() {
    TestPlayer.await(coordinator.close().toCompletionStage().toCompletableFuture());
  }
}
