package org.rop2p.proxy.peer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.Joined;
import org.rop2p.coordinator.api.Login;
import org.rop2p.coordinator.client.SignalingSocket;
import org.rop2p.proxy.player.PlayerIdentity;

/** The coordinator as every player of this process reaches it. Thread-safe; never blocks. */
interface CoordinatorAccess {
  /** As shown to people. */
  String name();

  CompletableFuture<Login> logIn(PlayerIdentity player);

  CompletableFuture<Joined> join(String jwt, String zone);

  /** Opens a socket; its listener is called on the executor. */
  CompletableFuture<Line> open(String jwt, Executor loop, SignalingSocket.Listener listener);

  /** A socket stands. */
  void connected();

  /** An open socket. Thread-safe. */
  interface Line {
    /** Whether the message is on its way. */
    boolean send(ClientMessage message);

    void close();
  }
}
