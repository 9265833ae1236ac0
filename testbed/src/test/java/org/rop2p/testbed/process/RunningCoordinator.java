package org.rop2p.testbed.process;

import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.rop2p.coordinator.Coordinator;
import org.rop2p.coordinator.config.CoordinatorConfig;
import org.rop2p.coordinator.config.Listening;

/** A coordinator in this process, on a port of loopback. */
public final class RunningCoordinator implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final Coordinator coordinator;

  private RunningCoordinator(Coordinator coordinator) {
    this.coordinator = coordinator;
  }

  /** One for development, with what is changed of it. */
  public static RunningCoordinator start(Consumer<CoordinatorConfig.Draft> change)
      throws InterruptedException {
    return start(0, change);
  }

  /** As above, at that port. */
  public static RunningCoordinator start(int port, Consumer<CoordinatorConfig.Draft> change)
      throws InterruptedException {
    CoordinatorConfig config =
        CoordinatorConfig.DEVELOPMENT.with(
            draft -> {
              draft.listening = Listening.LOOPBACK.at(port);
              change.accept(draft);
            });
    try {
      return new RunningCoordinator(
          Coordinator.start(config)
              .toCompletionStage()
              .toCompletableFuture()
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("a coordinator does not start", e);
    }
  }

  public int port() {
    return coordinator.port();
  }

  /** Its REST root. */
  public URI api() {
    return URI.create("http://127.0.0.1:" + port() + "/api/v1");
  }

  @Override
  public void close() {
    try {
      coordinator
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("a coordinator does not end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
