package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

  private static final HttpClient HTTP = HttpClient.newHttpClient();

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

  /** A client knows that its socket is closed before the coordinator does. */
  void awaitSockets(int open) {
    URI metrics = URI.create("http://127.0.0.1:" + coordinator.port() + "/metrics");
    String wanted = "rop2p_sockets " + (double) open + "\n";
    long begun = System.nanoTime();
    while (!read(metrics).contains(wanted)) {
      assertTrue(System.nanoTime() - begun < TestPlayer.PATIENCE.toNanos(), "never " + wanted);
    }
  }

  private static String read(URI address) {
    HttpRequest request = HttpRequest.newBuilder(address).build();
    return TestPlayer.await(HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString())).body();
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
