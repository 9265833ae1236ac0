package org.rop2p.proxy.peer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.Joined;
import org.rop2p.coordinator.api.Login;
import org.rop2p.coordinator.api.LoginRequest;
import org.rop2p.coordinator.client.CoordinatorClient;
import org.rop2p.coordinator.client.PlayerKey;
import org.rop2p.coordinator.client.SignalingSocket;
import org.rop2p.proxy.player.PlayerIdentity;

/**
 * The coordinator over HTTP and WebSocket.
 *
 * @param name as shown to people
 * @param authentication whether the web auth token is presented
 * @param key proven at each login
 * @param onLogin told the token of every login, on any thread; must not block
 * @param onConnected run when a signalling socket to it stands; must not block
 */
record HttpCoordinator(
    CoordinatorClient client,
    String name,
    boolean authentication,
    PlayerKey key,
    Runnable onConnected,
    Consumer<String> onLogin)
    implements CoordinatorAccess {
  @Override
  public CompletableFuture<Login> logIn(PlayerIdentity player) {
    String token = authentication ? player.webToken().toString() : "";
    return client
        .login(new LoginRequest(player.accountId(), token), key)
        .whenComplete(
            (login, problem) -> {
              if (login != null) {
                onLogin.accept(login.jwt());
              }
            });
  }

  @Override
  public CompletableFuture<Joined> join(String jwt, String zone) {
    return client.join(jwt, zone);
  }

  @Override
  public CompletableFuture<Line> open(
      String jwt, Executor loop, SignalingSocket.Listener listener) {
    return client.openSignaling(jwt, loop, listener).thenApply(Socket::new);
  }

  @Override
  public void connected() {
    onConnected.run();
  }

  private record Socket(SignalingSocket socket) implements Line {
    @Override
    public boolean send(ClientMessage message) {
      return socket.send(message);
    }

    @Override
    public void close() {
      socket.close();
    }
  }
}
