package org.rop2p.transport.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.util.Collection;
import java.util.OptionalInt;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.IceRestart;
import org.rop2p.transport.LinkDown;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.PeerLink;
import org.rop2p.transport.ProbeSignal;

/** What the user of a link holds of it. */
final class LiveLink implements PeerLink {
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

  LiveLink(Fingerprint remote, EventLoop loop) {
    this.remote = remote;
    this.loop = loop;
  }

  @Override
  public Fingerprint remote() {
    return remote;
  }

  @Override
  public boolean isUp() {
    return up;
  }

  @Override
  public OptionalInt rttMillis() {
    int rtt = rttMillis;
    return rtt < 0 ? OptionalInt.empty() : OptionalInt.of(rtt);
  }

  @Override
  public LinkPath path() {
    return path;
  }

  @Override
  public void onOffer(IceDescription d) {
    run(() -> session.offer(d));
  }

  @Override
  public void onAnswer(IceDescription d) {
    run(() -> session.answer(d));
  }

  @Override
  public void onRestart(IceRestart restart) {
    run(() -> session.restart(restart));
  }

  @Override
  public void onCandidate(IceCandidate c) {
    run(() -> session.remoteCandidate(c));
  }

  @Override
  public void onProbe(ProbeSignal signal, Collection<InetAddress> seenAt) {
    run(() -> session.probe(signal, seenAt));
  }

  @Override
  public void doubt() {
    run(session::doubt);
  }

  @Override
  public boolean sendReliable(ByteBuf message) {
    int cost = message.readableBytes() + MESSAGE_OVERHEAD;
    if (!up || message.readableBytes() > MAX_MESSAGE || !reserve(cost)) {
      message.release();
      return false;
    }
    return send(message, cost, () -> session.sendReliable(message, () -> unreserve(cost)));
  }

  @Override
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

  @Override
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
