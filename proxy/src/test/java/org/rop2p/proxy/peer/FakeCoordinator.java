package org.rop2p.proxy.peer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.Joined;
import org.rop2p.coordinator.api.Login;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.api.ZonePolicy;
import org.rop2p.coordinator.client.CoordinatorException;
import org.rop2p.coordinator.client.SignalingSocket;
import org.rop2p.proxy.player.PlayerIdentity;

/** Lets everybody in at once, unless told otherwise, and remembers what it hears. */
final class FakeCoordinator implements CoordinatorAccess {
  final List<String> asked = new ArrayList<>();
  final List<ClientMessage> heard = new ArrayList<>();
  int joinStatus = 200;
  private SignalingSocket.Listener socket;

  @Override
  public String name() {
    return "http://coordinator";
  }

  @Override
  public CompletableFuture<Login> logIn(PlayerIdentity player) {
    asked.add("login");
    return CompletableFuture.completedFuture(
        new Login("jwt", player.accountId(), Instant.EPOCH.plusSeconds(1_000)));
  }

  @Override
  public CompletableFuture<Joined> join(String jwt, String zone) {
    asked.add("join " + zone);
    if (joinStatus != 200) {
      return CompletableFuture.failedFuture(
          new CoordinatorException(joinStatus, "zone-not-allowed", "No P2P here", null));
    }
    return CompletableFuture.completedFuture(
        new Joined("session", "ticket-of-" + zone + "-000", zone, ZonePolicy.DEFAULT));
  }

  @Override
  public CompletableFuture<Line> open(
      String jwt, Executor loop, SignalingSocket.Listener listener) {
    socket = listener;
    return CompletableFuture.completedFuture(
        new Line() {
          @Override
          public boolean send(ClientMessage message) {
            heard.add(message);
            return true;
          }

          @Override
          public void close() {}
        });
  }

  @Override
  public void connected() {}

  void says(ServerMessage message) {
    socket.onMessage(message);
  }

  void hangsUp() {
    socket.onClosed(new SignalingSocket.Closed(SignalingSocket.Closed.ABNORMAL, ""));
  }
}
