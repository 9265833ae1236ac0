package org.rop2p.proxy.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.rop2p.coordinator.api.IceServers;
import org.rop2p.coordinator.api.TurnLogin;
import org.rop2p.transport.TurnServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TURN servers that the coordinator lets a player use, asked for with each token: tokens last
 * no longer than the credentials. Thread-safe.
 */
final class RelayServers {
  private static final Logger log = LoggerFactory.getLogger(RelayServers.class);
  private static final String SCHEME = "turn:";
  private static final String NO_RELAY =
      "Privacy is relay, but the coordinator names no TURN server: everything goes over the server;"
          + " ask its admin for one, or set privacy to direct";

  private final Function<String, CompletableFuture<IceServers>> coordinator;
  private final boolean needed;
  private final Consumer<List<TurnServer>> found;
  private final AtomicBoolean said = new AtomicBoolean();
  private volatile boolean named;
  private volatile boolean missing;

  /**
   * Not asked yet.
   *
   * @param coordinator answers who shows a token
   * @param needed whether there are no links without
   * @param found told each time, on any thread
   */
  RelayServers(
      Function<String, CompletableFuture<IceServers>> coordinator,
      boolean needed,
      Consumer<List<TurnServer>> found) {
    this.coordinator = coordinator;
    this.needed = needed;
    this.found = found;
  }

  /** Asks for them; what goes wrong costs relays only. */
  void ask(String jwt) {
    var unused =
        coordinator
            .apply(jwt)
            .thenAcceptAsync(servers -> told(servers.turnServers()))
            .exceptionally(
                problem -> {
                  log.debug("The coordinator names no TURN servers", problem);
                  if (!named) {
                    miss();
                  }
                  return null;
                });
  }

  private void told(List<TurnLogin> logins) {
    named = !logins.isEmpty();
    missing = false;
    if (!named) {
      miss();
    }
    List<TurnServer> servers = new ArrayList<>();
    for (TurnLogin login : logins) {
      try {
        StunServers.parse(login.url(), SCHEME).stream()
            .flatMap(server -> StunServers.resolved(List.of(server)).stream())
            .map(address -> new TurnServer(address, login.username(), login.credential()))
            .forEach(servers::add);
      } catch (IllegalArgumentException e) {
        log.warn("The coordinator names a TURN server that cannot be used: {}", e.getMessage());
      }
    }
    found.accept(servers);
  }

  /** Why nobody can be reached, and what to do; empty if that is not so. */
  Optional<String> trouble() {
    return needed && missing ? Optional.of(NO_RELAY) : Optional.empty();
  }

  private void miss() {
    missing = true;
    if (needed && said.compareAndSet(false, true)) {
      log.warn(NO_RELAY);
    }
  }
}
