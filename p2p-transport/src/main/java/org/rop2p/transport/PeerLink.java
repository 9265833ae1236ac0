package org.rop2p.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.OptionalInt;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.rop2p.transport.quic.LinkConnection;

/**
 * A link to one peer, from {@link PeerEndpoint#link} until its listener hears that it is down.
 *
 * <p>All methods are thread-safe and never block. Messages from one thread keep their order.
 */
public final class PeerLink {
  /** The largest message of {@link #sendReliable}, bytes. */
  public static final int MAX_MESSAGE = LinkConnection.MAX_MESSAGE;

  /** The largest message of {@link #sendDatagram}, bytes. */
  public static final int MAX_DATAGRAM = LinkConnection.MAX_DATAGRAM;

  /** Bytes on their way to a peer who may not be reading: some minutes of chat. */
  private static final int MAX_PENDING_BYTES = 256 * 1024;

  /** What every message costs besides its bytes, so that empty ones are bounded, too. */
  private static final int MESSAGE_OVERHEAD = 64;

  private final Fingerprint remote;
  private final EventLoop loop;
  private final AtomicInteger pendingBytes = new AtomicInteger();
  private volatile LinkSession session;
  private volatile boolean up;
  private volatile LinkPath path = LinkPath.DIRECT;
  private volatile int rttMillis = -1;

  PeerLink(Fingerprint remote, EventLoop loop) {
    this.remote = remote;
    this.loop = loop;
  }

  /** The peer's fingerprint. */
  public Fingerprint remote() {
    return remote;
  }

  public boolean isUp() {
    return up;
  }

  /** The smoothed round trip of pings, milliseconds; empty until the first answer. */
  public OptionalInt rttMillis() {
    int rtt = rttMillis;
    return rtt < 0 ? OptionalInt.empty() : OptionalInt.of(rtt);
  }

  /** What packets travel over; means something while the link is up. */
  public LinkPath path() {
    return path;
  }

  /**
   * Hands in the peer's offer. One that differs from an earlier one says that the peer has started
   * over: this link goes down as {@link LinkDown#REPLACED}, and a new one may take the offer.
   */
  public void onOffer(IceDescription d) {
    run(() -> session.offer(d));
  }

  /** Hands in the peer's answer; only the first one counts. */
  public void onAnswer(IceDescription d) {
    run(() -> session.answer(d));
  }

  /** Hands in a candidate, before or after the offer or answer. */
  public void onCandidate(IceCandidate c) {
    run(() -> session.remoteCandidate(c));
  }

  /**
   * Sends a message in order and reliably, and takes ownership of it.
   *
   * @return false if it was not sent: link not up, larger than {@link #MAX_MESSAGE}, or too much
   *     under way to a slow peer. True promises no delivery: the link may die
   */
  public boolean sendReliable(ByteBuf message) {
    int cost = message.readableBytes() + MESSAGE_OVERHEAD;
    if (!up || message.readableBytes() > MAX_MESSAGE || !reserve(cost)) {
      message.release();
      return false;
    }
    return send(message, cost, () -> session.sendReliable(message, () -> unreserve(cost)));
  }

  /**
   * Sends a message that may get lost or overtaken, and takes ownership of it.
   *
   * @return false if it was not sent: link not up, larger than {@link #MAX_DATAGRAM}, or too much
   *     under way
   */
  public boolean sendDatagram(ByteBuf message) {
    int cost = message.readableBytes() + MESSAGE_OVERHEAD;
    if (!up || message.readableBytes() > MAX_DATAGRAM || !reserve(cost)) {
      message.release();
      return false;
    }
    return send(
        message,
        cost,
        () -> {
          unreserve(cost);
          session.sendDatagram(message);
        });
  }

  /** Closes the link; the peer is told at once. The listener hears {@link LinkDown#CLOSED}. */
  public void close() {
    run(() -> session.down(LinkDown.CLOSED));
  }

  void begin(LinkSession begun) {
    session = begun;
  }

  void isUp(boolean now) {
    up = now;
  }

  void path(LinkPath now) {
    path = now;
  }

  void rttMillis(int now) {
    rttMillis = now;
  }

  private boolean reserve(int cost) {
    if (pendingBytes.addAndGet(cost) > MAX_PENDING_BYTES) {
      pendingBytes.addAndGet(-cost);
      return false;
    }
    return true;
  }

  private void unreserve(int cost) {
    pendingBytes.addAndGet(-cost);
  }

  private boolean send(ByteBuf message, int cost, Runnable send) {
    if (run(send)) {
      return true;
    }
    unreserve(cost);
    message.release();
    return false;
  }

  /** False if the endpoint has closed, and with it this link. A link that has not begun queues. */
  private boolean run(Runnable task) {
    if (loop.inEventLoop() && session != null) {
      task.run();
      return true;
    }
    try {
      loop.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }
}
