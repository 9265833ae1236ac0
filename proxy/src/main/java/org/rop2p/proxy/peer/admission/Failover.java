package org.rop2p.proxy.peer.admission;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.rop2p.coordinator.client.CoordinatorException;

/**
 * Of several coordinators the one to ask: who asks stays with the one that answered last, and goes
 * on to the next at once when it cannot be reached or says that it cannot answer. Only when none of
 * them can does a call fail. Thread-safe; does no I/O of its own.
 *
 * @param <C> a coordinator
 */
public final class Failover<C> {
  /** What a coordinator, or a balancer before it, answers that cannot serve now. */
  private static final List<Integer> ELSEWHERE =
      List.of(CoordinatorException.NO_ANSWER, 502, 503, 504);

  private final List<C> all;
  private final AtomicInteger preferred;
  private final AtomicInteger current;

  private Failover(List<C> all, AtomicInteger preferred) {
    this.all = all;
    this.preferred = preferred;
    this.current = new AtomicInteger(preferred.get());
  }

  /**
   * Begins with the first.
   *
   * @param all at least one
   */
  public static <C> Failover<C> of(List<C> all) {
    return new Failover<>(List.copyOf(all), new AtomicInteger());
  }

  /** The same for somebody else, who begins with the one that anybody has found to answer last. */
  public Failover<C> another() {
    return new Failover<>(all, preferred);
  }

  /** The one that is asked next. */
  public C current() {
    return all.get(current.get());
  }

  /** The one asked is of no use, whatever it may yet answer. */
  public void elsewhere() {
    leave(current.get());
  }

  /** Asks one after the other until one answers, if only with a refusal. */
  public <T> CompletableFuture<T> ask(Function<C, CompletableFuture<T>> question) {
    return ask(question, current.get(), all.size());
  }

  private <T> CompletableFuture<T> ask(
      Function<C, CompletableFuture<T>> question, int at, int tries) {
    return question
        .apply(all.get(at))
        .handle(
            (answer, problem) -> {
              if (problem == null) {
                preferred.set(at);
                return CompletableFuture.completedFuture(answer);
              }
              if (!isElsewhere(problem)) {
                return CompletableFuture.<T>failedFuture(problem);
              }
              leave(at);
              return tries > 1
                  ? ask(question, next(at), tries - 1)
                  : CompletableFuture.<T>failedFuture(problem);
            })
        .thenCompose(Function.identity());
  }

  /** Who has gone on meanwhile stays there. */
  private void leave(int at) {
    current.compareAndSet(at, next(at));
  }

  private int next(int at) {
    return (at + 1) % all.size();
  }

  private static boolean isElsewhere(Throwable problem) {
    Throwable cause = problem;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof CoordinatorException refusal && ELSEWHERE.contains(refusal.status());
  }
}
