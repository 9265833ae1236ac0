package org.rop2p.proxy.peer;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.Joined;
import org.rop2p.coordinator.api.Login;
import org.rop2p.coordinator.api.LoginRequest;
import org.rop2p.coordinator.client.PlayerKey;
import org.rop2p.coordinator.client.SignalingSocket;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.peer.admission.Failover;
import org.rop2p.proxy.player.PlayerIdentity;

/**
 * The coordinators over HTTP and WebSocket, as one player reaches them.
 *
 * @param security which tokens are presented
 * @param key proven at each login
 * @param onConnected run when a signalling socket to one of them stands; must not block
 * @param onToken told the token of every login and each renewal, on any thread; must not block
 */
record HttpCoordinator(
    Failover<CoordinatorNode> nodes,
    ProxyConfig.Security security,
    PlayerKey key,
    Runnable onConnected,
    Consumer<String> onToken)
    implements CoordinatorAccess {
  @Override
  public String name() {
    return nodes.current().name();
  }

  @Override
  public CompletableFuture<Login> logIn(PlayerIdentity player) {
    String token = security.authentication() ? player.webToken().toString() : "";
    LoginRequest request =
        new LoginRequest(player.accountId(), token, security.jwtToken(), Optional.empty());
    return nodes
        .ask(node -> node.client().login(request, key))
        .whenComplete(
            (login, problem) -> {
              if (login != null) {
                onToken.accept(login.jwt());
              }
            });
  }

  @Override
  public CompletableFuture<Joined> join(String jwt, String zone) {
    return nodes.ask(node -> node.client().join(jwt, zone));
  }

  @Override
  public CompletableFuture<Line> open(
      String jwt, Executor loop, SignalingSocket.Listener listener) {
    return nodes
        .ask(node -> node.client().openSignaling(jwt, loop, listener))
        .thenApply(Socket::new);
  }

  @Override
  public void connected() {
    onConnected.run();
  }

  @Override
  public void renewed(String jwt) {
    onToken.accept(jwt);
  }

  @Override
  public void elsewhere() {
    nodes.elsewhere();
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
