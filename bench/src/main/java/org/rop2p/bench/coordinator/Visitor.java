package org.rop2p.bench.coordinator;

import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.LoginRequest;
import org.rop2p.coordinator.api.MalformedMessageException;
import org.rop2p.coordinator.api.MessageCodec;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.coordinator.client.CoordinatorClient;
import org.rop2p.coordinator.client.PlayerKey;

/**
 * One player of the load: a login, a socket, and what it hears. Its own state is of its socket's
 * loop.
 */
final class Visitor {
  private static final Signal OFFER = new Signal.Offer("benchufrag", "benchbenchbenchbenchbench");

  final int account;
  private final CoordinatorClient client;
  private final URI rest;
  private final Load load;
  private volatile String jwt;
  private volatile WebSocket socket;

  /** When this player last said whom it sees, and when it last sent an offer. */
  volatile long sawAt;

  volatile long offeredAt;

  /** When it asked for another zone; 0: it does not wait. */
  private volatile long joiningSince;

  private CompletableFuture<Void> entered = new CompletableFuture<>();

  Visitor(int account, CoordinatorClient client, URI rest, Load load) {
    this.account = account;
    this.client = client;
    this.rest = rest;
    this.load = load;
  }

  /** Logs in, opens the socket and enters a zone; done when the coordinator has said so. */
  CompletableFuture<Void> arrive(PlayerKey key, WebSocketClient sockets, String zone) {
    return client
        .login(new LoginRequest(account, ""), key)
        .thenCompose(
            login -> {
              jwt = login.jwt();
              return connect(sockets).toCompletionStage();
            })
        .thenCompose(open -> enter(zone));
  }

  private Future<WebSocket> connect(WebSocketClient sockets) {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost(rest.getHost())
            .setPort(rest.getPort())
            .setURI(rest.getPath() + "/signaling/ws")
            .addHeader("Authorization", "Bearer " + jwt);
    return sockets
        .connect(options)
        .onSuccess(
            open -> {
              open.textMessageHandler(this::heard);
              open.closeHandler(closed -> load.lost());
              socket = open;
            });
  }

  /** Enters a zone, from none or another; done when the coordinator has said so. */
  CompletableFuture<Void> enter(String zone) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    entered = done;
    joiningSince = System.nanoTime();
    return client
        .join(jwt, zone)
        .thenCompose(
            joined -> {
              say(new ClientMessage.Join(joined.ticket()));
              return done;
            });
  }

  /** Sees one player and no longer another; 0: none. */
  void sees(int added, int removed) {
    sawAt = System.nanoTime();
    say(
        new ClientMessage.Sees(
            added == 0 ? List.of() : List.of(added), removed == 0 ? List.of() : List.of(removed)));
  }

  void close() {
    WebSocket open = socket;
    if (open != null) {
      open.closeHandler(closed -> {});
      open.close();
    }
  }

  private void say(ClientMessage message) {
    socket.writeTextMessage(MessageCodec.encode(message));
  }

  private void heard(String text) {
    long now = System.nanoTime();
    ServerMessage message;
    try {
      message = MessageCodec.decodeServerMessage(text);
    } catch (MalformedMessageException e) {
      load.refused(e.getMessage());
      return;
    }
    if (message instanceof ServerMessage.PeerJoined peer) {
      load.met(this, peer.accountId(), now);
      if (account < peer.accountId()) {
        offeredAt = System.nanoTime();
        say(new ClientMessage.SignalTo(peer.accountId(), OFFER));
      }
    } else if (message instanceof ServerMessage.SignalFrom signal) {
      load.offered(signal.from(), now);
    } else if (message instanceof ServerMessage.SessionJoined) {
      load.entered(now - joiningSince);
      entered.complete(null);
    } else if (message instanceof ServerMessage.Refused refused) {
      load.refused(refused.code());
      entered.completeExceptionally(new IllegalStateException(refused.message()));
    }
  }
}
