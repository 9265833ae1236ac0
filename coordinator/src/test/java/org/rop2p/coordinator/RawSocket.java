package org.rop2p.coordinator;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/** A socket of somebody who does not keep to the protocol. */
final class RawSocket {
  final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

  /** The reason of the close. */
  final BlockingQueue<String> reasons = new LinkedBlockingQueue<>();

  /** The close code; 1006 if the connection just ended. */
  final BlockingQueue<Integer> closes = new LinkedBlockingQueue<>();

  private final WebSocket socket;

  /**
   * Opens it.
   *
   * @param jwt of a login with a proof
   * @param reads false: it never reads, so it answers no ping either
   */
  RawSocket(Coordinator coordinator, String jwt, boolean reads) {
    this(coordinator, jwt, reads, Map.of());
  }

  /** As the other, with more headers. */
  RawSocket(Coordinator coordinator, String jwt, boolean reads, Map<String, String> headers) {
    URI uri = URI.create("ws://127.0.0.1:" + coordinator.port() + "/api/v1/signaling/ws");
    WebSocket.Builder builder =
        HttpClient.newHttpClient().newWebSocketBuilder().header("Authorization", "Bearer " + jwt);
    headers.forEach(builder::header);
    socket = TestPlayer.await(builder.buildAsync(uri, new Listener(reads)));
  }

  /** Of an account that has just logged in, with a key of its own. */
  static RawSocket of(Coordinator coordinator, int accountId) {
    TestPlayer player = new TestPlayer(coordinator, accountId);
    player.login();
    return new RawSocket(coordinator, player.jwt(), true);
  }

  /** One frame of a message that never ends. */
  boolean trySendPart(String part) {
    try {
      socket.sendText(part, false).join();
      return true;
    } catch (CompletionException e) {
      return false; // Closed meanwhile.
    }
  }

  boolean tryPing() {
    try {
      socket.sendPing(ByteBuffer.allocate(0)).join();
      return true;
    } catch (CompletionException e) {
      return false; // Closed meanwhile.
    }
  }

  void send(String text) {
    TestPlayer.await(socket.sendText(text, true));
  }

  /** As {@link #send}; a socket that is closed already is no error. */
  void trySend(String text) {
    try {
      socket.sendText(text, true).join();
    } catch (CompletionException e) {
      // Closed meanwhile.
    }
  }

  /** One message in several frames. */
  void sendParts(String part, int parts) {
    for (int i = 1; i <= parts; i++) {
      TestPlayer.await(socket.sendText(part, i == parts));
    }
  }

  void sendBinary() {
    TestPlayer.await(socket.sendBinary(ByteBuffer.allocate(8), true));
  }

  private final class Listener implements WebSocket.Listener {
    private final boolean reads;
    private final StringBuilder partial = new StringBuilder();

    Listener(boolean reads) {
      this.reads = reads;
    }

    @Override
    public void onOpen(WebSocket opened) {
      if (reads) {
        opened.request(Long.MAX_VALUE);
      }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      partial.append(part);
      if (last) {
        texts.add(partial.toString());
        partial.setLength(0);
      }
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      reasons.add(reason);
      closes.add(code);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      closes.add(1006);
    }
  }
}
