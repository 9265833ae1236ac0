package org.rop2p.coordinator.signaling;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.rop2p.coordinator.Event;
import org.rop2p.coordinator.Tally;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.api.MessageCodec;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.limits.LimitBook;
import org.rop2p.coordinator.limits.Meter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One player's socket: what comes is bounded in size and rate and handled one message after the
 * other, and nothing is read meanwhile; what goes is bounded by what the client takes. Used on its
 * event loop only.
 */
final class PlayerSocket {
  private static final Logger log = LoggerFactory.getLogger(PlayerSocket.class);

  /** A client that leaves so many bytes unread does not read at all. */
  private static final int MAX_UNREAD_BYTES = 256 * 1024;

  /** What had been read already when reading stopped is a frame or two. */
  private static final int MAX_WAITING = 64;

  /** RFC 6455 section 7.4.1. */
  private static final short GOING_AWAY = 1001;

  private static final short POLICY_VIOLATION = 1008;

  private static final short TOO_BIG = 1009;

  private final ServerWebSocket socket;
  private final Visitor visitor;
  private final Tally tally;
  private final BiFunction<PlayerSocket, String, Future<Void>> onText;
  private final Consumer<PlayerSocket> onClosed;
  private final Meter frames;
  private final Meter pings;
  private final Deque<String> waiting = new ArrayDeque<>();
  private final Instant opened;
  private long lastHeard;
  private long lastPing;
  private int badMessages;
  private boolean busy;
  private boolean closed;
  private boolean hasJoined;
  private boolean joining;
  private Optional<Seat> seat = Optional.empty();
  private Instant renewAt;

  /**
   * Takes over a fresh socket.
   *
   * @param opened now, by the clock that {@link #age} is asked by
   * @param onText called for each message when the one before is done with
   * @param onClosed called once, as soon as this side closes or the other is gone
   */
  PlayerSocket(
      ServerWebSocket socket,
      Visitor visitor,
      Instant opened,
      Duration pingInterval,
      Tally tally,
      BiFunction<PlayerSocket, String, Future<Void>> onText,
      Consumer<PlayerSocket> onClosed) {
    this.socket = socket;
    this.visitor = visitor;
    this.tally = tally;
    this.onText = onText;
    this.onClosed = onClosed;
    this.opened = opened;
    long now = System.nanoTime();
    this.lastHeard = now;
    // Sockets that come all at once, after a restart, say, are not all pinged at once.
    this.lastPing = now - ThreadLocalRandom.current().nextLong(pingInterval.toNanos());
    this.frames = new Meter(LimitBook.FRAMES_OF_SOCKET, now);
    this.pings = new Meter(LimitBook.PINGS_OF_SOCKET, now);
    tokenLives(visitor.issued(), visitor.expires());
    socket.setWriteQueueMaxSize(MAX_UNREAD_BYTES);
    socket.frameHandler(this::counted);
    socket.pongHandler(pong -> lastHeard = System.nanoTime());
    socket.textMessageHandler(this::read);
    socket.binaryMessageHandler(bytes -> badMessage("Messages are text frames, not binary ones"));
    socket.exceptionHandler(this::broken);
    socket.closeHandler(closed -> ended());
  }

  private void counted(WebSocketFrame frame) {
    lastHeard = System.nanoTime();
    if (!isClosed() && !(frames.take(lastHeard) && (!frame.isPing() || pings.take(lastHeard)))) {
      tally.count(Event.RATE_LIMITED);
      end(ErrorCode.RATE_LIMITED, "More messages than a client can need: this socket is closed");
    }
  }

  private void read(String text) {
    if (isClosed()) {
      return;
    }
    if (waiting.size() >= MAX_WAITING) {
      tally.count(Event.RATE_LIMITED);
      end(ErrorCode.RATE_LIMITED, "More messages than can be handled");
      return;
    }
    waiting.add(text);
    if (!busy) {
      handleWaiting();
    }
  }

  /**
   * While a command is under way nothing more is read; pings are answered and a close is seen, as
   * both happen below.
   */
  private void handleWaiting() {
    while (!waiting.isEmpty() && !isClosed()) {
      Future<Void> handled = onText.apply(this, waiting.remove());
      if (!handled.isComplete()) {
        busy = true;
        socket.pause();
        handled.onComplete(done -> goOn());
        return;
      }
    }
  }

  private void goOn() {
    busy = false;
    lastHeard = System.nanoTime();
    handleWaiting();
    if (!busy && !isClosed()) {
      socket.resume();
    }
  }

  /** Whether it has ever joined. */
  boolean hasJoined() {
    return hasJoined;
  }

  Visitor visitor() {
    return visitor;
  }

  int accountId() {
    return visitor.accountId();
  }

  /** Whether a join of this socket is under way: it may replace what it has joined before. */
  boolean isJoining() {
    return joining;
  }

  void joining(boolean underWay) {
    joining = underWay;
  }

  /** What this socket joined last, if it has not left; the store knows whether it still stands. */
  Optional<Seat> seat() {
    return seat;
  }

  void joined(Seat joined) {
    seat = Optional.of(joined);
    hasJoined = true;
  }

  void left() {
    seat = Optional.empty();
  }

  /**
   * True from the moment either side closes: a client that never answers the close is gone, too.
   */
  boolean isClosed() {
    return closed || socket.isClosed();
  }

  /** Nothing at all was heard for so long; while its command is under way nobody listens. */
  Duration silence() {
    return busy ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - lastHeard);
  }

  Duration age(Instant now) {
    return Duration.between(opened, now);
  }

  /** Pings if the last time is so long ago. */
  void pingEach(Duration interval) {
    long now = System.nanoTime();
    if (!isClosed() && now - lastPing >= interval.toNanos()) {
      lastPing = now;
      ignoreFailure(socket.writePing(Buffer.buffer()));
    }
  }

  /** The player's token, from now on. */
  void tokenLives(Instant issued, Instant expires) {
    renewAt = issued.plus(Duration.between(issued, expires).multipliedBy(2).dividedBy(3));
  }

  /** Whether two thirds of the token's life are over. */
  boolean wantsToken(Instant now) {
    return !isClosed() && !now.isBefore(renewAt);
  }

  /** Sends, unless the client has stopped reading: then it is closed. */
  void send(ServerMessage message) {
    if (isClosed()) {
      return;
    }
    if (socket.writeQueueFull()) {
      tally.count(Event.TOO_SLOW);
      close(POLICY_VIOLATION, ErrorCode.TOO_SLOW);
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

  /** Tells that this node goes, and closes. */
  void stop() {
    refuse(ErrorCode.STOPPING, "This coordinator is being stopped: connect again in a moment");
    close(GOING_AWAY, ErrorCode.STOPPING);
  }

  void badMessage(String sentence) {
    tally.count(Event.BAD_MESSAGE);
    if (++badMessages >= LimitBook.BAD_MESSAGES_OF_SOCKET) {
      end(ErrorCode.BAD_MESSAGE, sentence);
    } else {
      refuse(ErrorCode.BAD_MESSAGE, sentence);
    }
  }

  private void close(short code, String reason) {
    if (!isClosed()) {
      ignoreFailure(socket.close(code, reason));
      ended();
      // What still comes is dropped, but the answer to the close must be seen.
      socket.resume();
    }
  }

  private void ended() {
    if (!closed) {
      closed = true;
      waiting.clear();
      onClosed.accept(this);
    }
  }

  private void broken(Throwable failure) {
    log.debug("Socket of {} broke: {}", accountId(), failure.toString());
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
