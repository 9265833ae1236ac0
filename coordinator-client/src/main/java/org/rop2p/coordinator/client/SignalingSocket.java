package org.rop2p.coordinator.client;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.Limits;
import org.rop2p.coordinator.api.MalformedMessageException;
import org.rop2p.coordinator.api.MessageCodec;
import org.rop2p.coordinator.api.ServerMessage;

/**
 * One player's signalling socket: it lives as long as he plays, through all his zones. Thread-safe;
 * no method blocks. Messages go out one after the other in the order of the calls, never
 * overlapping (the JDK's WebSocket forbids it).
 */
public final class SignalingSocket {
  /** More than a burst of candidates for a full screen; beyond it the socket is stuck, not busy. */
  static final int MAX_WAITING = 1_024;

  /**
   * So many ping intervals without any frame from the coordinator, pongs included, close the
   * socket.
   */
  static final int SILENT_INTERVALS = 3;

  /** How long the answer to a close frame may take. */
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  /** RFC 6455 section 7.4.1. The JDK lets a client send no more fitting one, such as 1009. */
  private static final int POLICY_VIOLATION = 1008;

  /** How a socket ended. */
  public record Closed(int code, String reason) {
    /** The connection broke, or fell silent: there was no close frame. */
    public static final int ABNORMAL = 1006;
  }

  /** Hears the coordinator. Calls come one after the other on the executor given with it. */
  public interface Listener {
    /** A message came; {@code UnknownMessage} is for counting only. */
    void onMessage(ServerMessage message);

    /** The socket is closed, whoever closed it. Called once, and nothing after it. */
    void onClosed(Closed closed);
  }

  private final Duration pingInterval;
  private final Executor deliverOn;
  private final Listener listener;
  private final AtomicBoolean closed = new AtomicBoolean();

  private final Object lock = new Object();
  private final Deque<Supplier<CompletionStage<?>>> waiting = new ArrayDeque<>();
  private boolean sending;
  private int silentIntervals;
  private volatile WebSocket webSocket;

  SignalingSocket(Duration pingInterval, Executor deliverOn, Listener listener) {
    this.pingInterval = pingInterval;
    this.deliverOn = deliverOn;
    this.listener = listener;
  }

  WebSocket.Listener receiver() {
    return new Receiver();
  }

  /**
   * Sends after all that was given before.
   *
   * @return false if the socket is closed, or so stuck that it closes now
   */
  public boolean send(ClientMessage message) {
    String text = MessageCodec.encode(message);
    return enqueue(() -> webSocket.sendText(text, true));
  }

  /** Closes after all that was sent. Closing twice is no error. */
  public void close() {
    close(WebSocket.NORMAL_CLOSURE, "closed here");
  }

  /** Says goodbye; whether or not the coordinator answers, the connection ends soon. */
  private void close(int code, String reason) {
    if (enqueue(() -> webSocket.sendClose(code, ""))) {
      later(CLOSE_PATIENCE, () -> webSocket.abort());
    }
    end(new Closed(code, reason));
  }

  private boolean enqueue(Supplier<CompletionStage<?>> send) {
    boolean stuck;
    boolean startNow = false;
    synchronized (lock) {
      if (closed.get()) {
        return false;
      }
      stuck = waiting.size() >= MAX_WAITING;
      if (!stuck) {
        waiting.add(send);
        startNow = !sending;
        sending = true;
      }
    }
    if (stuck) {
      abort("the coordinator does not take what is sent");
      return false;
    }
    if (startNow) {
      sendNext();
    }
    return true;
  }

  private void sendNext() {
    Supplier<CompletionStage<?>> next;
    synchronized (lock) {
      next = waiting.poll();
      if (next == null) {
        sending = false;
        return;
      }
    }
    next.get()
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                abort("sending failed");
              } else {
                sendNext();
              }
            });
  }

  private void ping() {
    if (closed.get()) {
      return;
    }
    int silent;
    synchronized (lock) {
      silent = ++silentIntervals;
    }
    if (silent > SILENT_INTERVALS) {
      abort("nothing heard for " + pingInterval.multipliedBy(SILENT_INTERVALS).toMillis() + " ms");
      return;
    }
    enqueue(() -> webSocket.sendPing(ByteBuffer.allocate(0)));
    later(pingInterval, this::ping);
  }

  private static void later(Duration delay, Runnable task) {
    CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS).execute(task);
  }

  private void heard() {
    synchronized (lock) {
      silentIntervals = 0;
    }
  }

  private void abort(String reason) {
    WebSocket open = webSocket;
    if (open != null) {
      open.abort();
    }
    end(new Closed(Closed.ABNORMAL, reason));
  }

  /** Tells the listener, once. */
  private void end(Closed how) {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      deliverOn.execute(() -> listener.onClosed(how));
    } catch (RejectedExecutionException e) {
      // Whoever wanted to know has gone.
    }
  }

  /** The JDK asks for the next frame only after {@link WebSocket#request}: one at a time. */
  private final class Receiver implements WebSocket.Listener {
    private final StringBuilder partial = new StringBuilder();

    @Override
    public void onOpen(WebSocket opened) {
      webSocket = opened;
      later(pingInterval, SignalingSocket.this::ping);
      opened.request(1);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      heard();
      if (closed.get()) {
        socket.request(1);
        return null;
      }
      if (partial.length() + part.length() > Limits.MAX_FRAME_BYTES) {
        socket.request(1);
        close(POLICY_VIOLATION, "message too big");
        return null;
      }
      partial.append(part);
      if (!last) {
        socket.request(1);
        return null;
      }
      String text = partial.toString();
      partial.setLength(0);
      ServerMessage message;
      try {
        message = MessageCodec.decodeServerMessage(text);
      } catch (MalformedMessageException e) {
        socket.request(1);
        close(POLICY_VIOLATION, "not a message: " + e.getMessage());
        return null;
      }
      deliver(socket, message);
      return null;
    }

    private void deliver(WebSocket socket, ServerMessage message) {
      try {
        deliverOn.execute(
            () -> {
              try {
                if (!closed.get()) {
                  listener.onMessage(message);
                }
              } finally {
                socket.request(1);
              }
            });
      } catch (RejectedExecutionException e) {
        abort("nobody listens any more");
      }
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      socket.request(1);
      close(POLICY_VIOLATION, "binary frame");
      return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
      heard();
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
      heard();
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      end(new Closed(code, reason));
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      end(new Closed(Closed.ABNORMAL, "the connection broke: " + error.getMessage()));
    }
  }
}
