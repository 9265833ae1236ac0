package org.rop2p.proxy.peer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.Joined;
import org.rop2p.coordinator.api.Login;
import org.rop2p.coordinator.client.SignalingSocket;
import org.rop2p.proxy.player.PlayerIdentity;

/**
 * The coordinator, or several of one world, as one player reaches it. Thread-safe; never blocks.
 */
interface CoordinatorAccess {
  /** The one asked last, as shown to people. */
  String name();

  CompletableFuture<Login> logIn(PlayerIdentity player);

  CompletableFuture<Joined> join(String jwt, String zone);

  /** Opens a socket; its listener is called on the executor. */
  CompletableFuture<Line> open(String jwt, Executor loop, SignalingSocket.Listener listener);

  /** A socket stands. */
  void connected();

  /** The coordinator has sent another token in the place of the login's. */
  void renewed(String jwt);

  /** The one asked last is of no use now: the next call goes to another one, if there is one. */
  void elsewhere();

  /** An open socket. Thread-safe. */
  interface Line {
    /** Whether the message is on its way. */
    boolean send(ClientMessage message);

    void close();
  }
}
