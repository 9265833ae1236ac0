package org.rop2p.proxy.peer;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rop2p.coordinator.api.ClientConfig;
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

  /** Nobody waits longer for a name server. */
  private static final Duration LOOK_UP = Duration.ofSeconds(3);

  private final Supplier<CompletableFuture<ClientConfig>> coordinator;
  private final Consumer<List<InetSocketAddress>> found;
  private final AtomicBoolean answered = new AtomicBoolean();

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
        .thenAccept(
            config -> {
              if (answered.compareAndSet(false, true)) {
                var unused =
                    CompletableFuture.runAsync(() -> found.accept(parsed(config.stunServers())));
              }
            });
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
