package org.rop2p.coordinator.signaling;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.rop2p.coordinator.Event;
import org.rop2p.coordinator.Tally;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.api.MessageCodec;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.session.Membership;
import org.rop2p.coordinator.session.Player;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One player's socket: what comes is bounded in size and rate and handled one message after the
 * other; what goes is bounded by what the client takes. Used on its event loop only.
 */
final class PlayerSocket {
  private static final Logger log = LoggerFactory.getLogger(PlayerSocket.class);

  /** Entering a crowd: 50 links of an offer and a score of candidates each, at once. */
  private static final int BURST = 1_200;

  /** Candidates trickle and views change far below this. */
  private static final double PER_SECOND = 100;

  /** A client with a defect gets its errors told; one that sends garbage for sport is closed. */
  private static final int MAX_BAD_MESSAGES = 10;

  /** A client that leaves so many bytes unread does not read at all. */
  private static final int MAX_UNREAD_BYTES = 256 * 1024;

  /** RFC 6455 section 7.4.1. */
  private static final short POLICY_VIOLATION = 1008;

  private static final short TOO_BIG = 1009;

  private final ServerWebSocket socket;
  private final Tally tally;
  private final Consumer<PlayerSocket> onClosed;
  private final TokenBucket rate;
  private final long opened;
  private long lastHeard;
  private int badMessages;
  private boolean closed;
  private boolean hasJoined;
  private Future<Void> handled = Future.succeededFuture();
  private Optional<Membership> membership = Optional.empty();
  private final Player player;

  /**
   * Takes over a fresh socket.
   *
   * @param player who opened it; it never serves another one
   * @param onText called for each message when the one before is done with
   * @param onClosed called once, as soon as this side closes or the other is gone
   */
  PlayerSocket(
      ServerWebSocket socket,
      Player player,
      Tally tally,
      BiFunction<PlayerSocket, String, Future<Void>> onText,
      Consumer<PlayerSocket> onClosed) {
    this.socket = socket;
    this.player = player;
    this.tally = tally;
    this.onClosed = onClosed;
    this.opened = System.nanoTime();
    this.lastHeard = opened;
    this.rate = new TokenBucket(BURST, PER_SECOND, opened);
    socket.setWriteQueueMaxSize(MAX_UNREAD_BYTES);
    socket.frameHandler(frame -> lastHeard = System.nanoTime());
    socket.pongHandler(pong -> lastHeard = System.nanoTime());
    socket.textMessageHandler(text -> admit(text, onText));
    socket.binaryMessageHandler(bytes -> badMessage("Messages are text frames, not binary ones"));
    socket.exceptionHandler(this::broken);
    socket.closeHandler(closed -> ended());
  }

  private void admit(String text, BiFunction<PlayerSocket, String, Future<Void>> onText) {
    if (isClosed()) {
      return;
    }
    if (!rate.take(System.nanoTime())) {
      tally.count(Event.RATE_LIMITED);
      end(ErrorCode.RATE_LIMITED, "More messages than a client can need: this socket is closed");
      return;
    }
    handled =
        handled.transform(
            before -> {
              if (before.failed()) {
                log.error("A message was not handled", before.cause());
              }
              return isClosed() ? Future.succeededFuture() : onText.apply(this, text);
            });
    if (!handled.isComplete()) {
      socket.pause();
      handled = handled.onComplete(done -> socket.resume());
    }
  }

  /** Whether it has ever joined. */
  boolean hasJoined() {
    return hasJoined;
  }

  Player player() {
    return player;
  }

  int accountId() {
    return player.accountId();
  }

  /** What this socket joined last, if it has not left; the store knows whether it still stands. */
  Optional<Membership> membership() {
    return membership;
  }

  void joined(Membership joined) {
    membership = Optional.of(joined);
    hasJoined = true;
  }

  void left() {
    membership = Optional.empty();
  }

  /**
   * True from the moment either side closes: a client that never answers the close is gone, too.
   */
  boolean isClosed() {
    return closed || socket.isClosed();
  }

  /**
   * The address that the client's packets come from, as this machine sees it: behind a reverse
   * proxy, the proxy's.
   */
  Optional<String> ip() {
    SocketAddress from = socket.remoteAddress();
    return Optional.ofNullable(from == null ? null : from.hostAddress())
        .map(ip -> ip.replaceFirst("%.*", ""));
  }

  Duration silence() {
    return Duration.ofNanos(System.nanoTime() - lastHeard);
  }

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - opened);
  }

  void ping() {
    if (!isClosed()) {
      ignoreFailure(socket.writePing(Buffer.buffer()));
    }
  }

  /** Sends, unless the client has stopped reading: then it is closed. */
  void send(ServerMessage message) {
    if (isClosed()) {
      return;
    }
    if (socket.writeQueueFull()) {
      tally.count(Event.TOO_SLOW);
      close(POLICY_VIOLATION, "the client does not read");
      return;
    }
    ignoreFailure(socket.writeTextMessage(MessageCodec.encode(message)));
  }

  void refuse(String code, String sentence) {
    send(new ServerMessage.Refused(code, sentence));
  }

  /** Tells why and closes. */
  void end(String code, String sentence) {
    refuse(code, sentence);
    close(POLICY_VIOLATION, code);
  }

  void badMessage(String sentence) {
    tally.count(Event.BAD_MESSAGE);
    if (++badMessages >= MAX_BAD_MESSAGES) {
      end(ErrorCode.BAD_MESSAGE, sentence);
    } else {
      refuse(ErrorCode.BAD_MESSAGE, sentence);
    }
  }

  private void close(short code, String reason) {
    if (!isClosed()) {
      ignoreFailure(socket.close(code, reason));
      ended();
    }
  }

  private void ended() {
    if (!closed) {
      closed = true;
      onClosed.accept(this);
    }
  }

  private void broken(Throwable failure) {
    log.debug(
        "Socket of {} broke: {}",
        accountId(),
        failure.toString());
    if (!isClosed()) {
      tally.count(Event.BAD_MESSAGE);
      close(TOO_BIG, "not a message");
    }
  }

  /** A write fails when the connection is gone, and then the close handler says so. */
  private static void ignoreFailure(Future<Void> write) {
    write.onFailure(gone -> log.trace("Not written", gone));
  }
}
