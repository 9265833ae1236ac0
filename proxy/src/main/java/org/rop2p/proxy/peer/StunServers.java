package org.rop2p.proxy.peer;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.rop2p.coordinator.api.ClientConfig;
import org.rop2p.coordinator.client.Backoff;
import org.rop2p.proxy.names.Names;
import org.rop2p.proxy.names.ServerUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The STUN servers that the coordinator names, which it can be asked for again and again until it
 * has answered. Thread-safe.
 */
final class StunServers {
  private static final Logger log = LoggerFactory.getLogger(StunServers.class);

  private static final String SCHEME = "stun:";
  private static final String GOES_ON = "; the game goes on over the server";
  private static final String SLOW = "The coordinator does not answer" + GOES_ON;

  /** Nobody waits longer for a name server. */
  private static final Duration LOOK_UP = Duration.ofSeconds(3);

  private final Supplier<CompletableFuture<ClientConfig>> coordinator;
  private final Consumer<List<InetSocketAddress>> found;
  private final AtomicBoolean answered = new AtomicBoolean();
  private volatile String trouble = "";
  private volatile Optional<String> authentication = Optional.empty();
  private volatile boolean closed;

  /**
   * Not asked yet.
   *
   * @param coordinator says what it wants proxies to use
   * @param found told once, on any thread
   */
  StunServers(
      Supplier<CompletableFuture<ClientConfig>> coordinator,
      Consumer<List<InetSocketAddress>> found) {
    this.coordinator = coordinator;
    this.found = found;
  }

  /**
   * Asks the coordinator, unless it has answered before. Completes with its answer; the names in it
   * are looked up after that.
   */
  CompletableFuture<Void> ask() {
    if (answered.get()) {
      return CompletableFuture.completedFuture(null);
    }
    return coordinator
        .get()
        .whenComplete((config, problem) -> trouble = problem == null ? "" : sentence(problem))
        .thenAccept(
            config -> {
              authentication = Optional.of(config.authentication());
              if (answered.compareAndSet(false, true)) {
                var unused =
                    CompletableFuture.runAsync(() -> found.accept(parsed(config.stunServers())));
              }
            });
  }

  /** Asks more and more slowly until it has answered, or this is closed. */
  void askUntilAnswered(ScheduledExecutorService timer, DoubleSupplier random) {
    askLater(timer, random, 1);
  }

  private void askLater(ScheduledExecutorService timer, DoubleSupplier random, int failures) {
    if (closed || answered.get()) {
      return;
    }
    var unused =
        timer.schedule(
            () -> askOnceMore(timer, random, failures),
            Backoff.DEFAULT.delay(failures, random.getAsDouble()).toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void askOnceMore(ScheduledExecutorService timer, DoubleSupplier random, int failures) {
    String before = trouble;
    var unused =
        ask()
            .whenComplete(
                (done, problem) -> {
                  trouble().filter(now -> !now.equals(before)).ifPresent(log::warn);
                  askLater(timer, random, failures + 1);
                });
  }

  /** The coordinator takes longer than anybody waits. */
  void isSlow() {
    trouble = SLOW;
  }

  /** Why it has not answered, and what to do; empty once it has, and before anything is known. */
  Optional<String> trouble() {
    return Optional.of(trouble).filter(sentence -> !sentence.isEmpty() && !answered.get());
  }

  /** How the coordinator wants players to log in; empty until it has answered. */
  Optional<String> authentication() {
    return authentication;
  }

  /** Ends all asking. */
  void close() {
    closed = true;
  }

  private static String sentence(Throwable problem) {
    Throwable cause = problem;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() + GOES_ON;
  }

  /** The addresses of those whose names are known; blocks for the name server. */
  static List<InetSocketAddress> resolved(List<InetSocketAddress> servers) {
    return Names.lookUpAll(
        servers,
        LOOK_UP,
        server ->
            log.warn(
                "The STUN or TURN server {} is not known: check the name; links inside a LAN work"
                    + " without",
                server.getHostString()));
  }

  private static List<InetSocketAddress> parsed(List<String> urls) {
    return resolved(urls.stream().flatMap(url -> parse(url, SCHEME).stream()).toList());
  }

  /** As {@link ServerUrl#parse}; the log tells of what cannot be used. */
  static Optional<InetSocketAddress> parse(String url, String scheme) {
    Optional<InetSocketAddress> server = ServerUrl.parse(url, scheme);
    if (server.isEmpty()) {
      log.warn("The coordinator names a server that cannot be used: {}", url);
    }
    return server;
  }
}
