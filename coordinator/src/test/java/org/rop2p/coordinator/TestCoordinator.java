package org.rop2p.coordinator;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.rop2p.coordinator.config.CoordinatorConfig;
import org.rop2p.coordinator.config.Listening;
import org.rop2p.coordinator.policy.Rules;
import org.rop2p.coordinator.session.SessionStore;

/** Real coordinators on ephemeral loopback ports. */
final class TestCoordinator implements AutoCloseable {
  static final CoordinatorConfig CONFIG =
      CoordinatorConfig.DEVELOPMENT.with(draft -> draft.listening = Listening.LOOPBACK.at(0));

  final Coordinator coordinator;

  TestCoordinator(
      CoordinatorConfig config, InstantSource clock, UnaryOperator<SessionStore> between) {
    coordinator =
        TestPlayer.await(
            Coordinator.start(config, clock, between).toCompletionStage().toCompletableFuture());
  }

  TestCoordinator(CoordinatorConfig config, InstantSource clock) {
    this(config, clock, store -> store);
  }

  TestCoordinator(CoordinatorConfig config) {
    this(config, InstantSource.system());
  }

  /** What its timers do, now. */
  void tick() {
    TestPlayer.await(coordinator.tick().toCompletionStage().toCompletableFuture());
  }

  /** Runs something where the coordinator does; what it throws is thrown here. */
  void onLoop(Runnable task) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    TestPlayer.await(
        coordinator
            .onLoop(
                () -> {
                  try {
                    task.run();
                  } catch (RuntimeException | AssertionError e) {
                    failure.set(e);
                  }
                })
            .toCompletionStage()
            .toCompletableFuture());
    if (failure.get() != null) {
      throw new AssertionError(failure.get());
    }
  }

  void rules(Rules rules) {
    TestPlayer.await(coordinator.rules(rules).toCompletionStage().toCompletableFuture());
  }

  /** Lets time pass as nodes live through it: with beats in between. */
  void pass(TestClock clock, Duration duration) {
    Duration step = Duration.ofSeconds(5);
    for (Duration left = duration; !left.isZero(); left = left.minus(step)) {
      clock.advance(step);
      tick();
    }
  }

  @Override
  public void close() {
    TestPlayer.await(coordinator.close().toCompletionStage().toCompletableFuture());
  }
}
