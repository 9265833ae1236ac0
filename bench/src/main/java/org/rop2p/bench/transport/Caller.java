package org.rop2p.bench.transport;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.rop2p.transport.LinkDown;
import org.rop2p.transport.LinkListener;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.LinkUp;
import org.rop2p.transport.PeerEndpoint;
import org.rop2p.transport.PeerLink;
import org.rop2p.transport.link.UdpEndpoint;

/**
 * The benchmark's end of a link: an endpoint of its own, and a link to the other process that can
 * be begun and dropped again and again.
 */
final class Caller implements LinkListener, AutoCloseable {
  /** Longer than the transport itself waits for a link. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int SIDES = 2;

  private final Other other;
  private final PeerEndpoint endpoint;
  private final String name;
  private volatile Consumer<ByteBuf> answers = message -> {};
  private PeerLink link;
  private CountDownLatch ups;
  private CountDownLatch downs;
  private long begunAt;
  private volatile long upAt;
  private volatile LinkDown end;

  private Caller(Other other, PeerEndpoint endpoint) {
    this.other = other;
    this.endpoint = endpoint;
    this.name = endpoint.fingerprint().hex();
  }

  /** Opens an endpoint; no link yet. */
  static Caller open(Other other) throws IOException {
    Caller caller = new Caller(other, UdpEndpoint.open(Partner.config()));
    other.add(caller);
    return caller;
  }

  /** The link's, on both sides. */
  String name() {
    return name;
  }

  /**
   * Who gets messages that come.
   *
   * @param listener called on the event loop; buffers are lent
   */
  void answersTo(Consumer<ByteBuf> listener) {
    answers = listener;
  }

  /** Begins a link on both sides. */
  synchronized void begin() {
    ups = new CountDownLatch(SIDES);
    downs = new CountDownLatch(SIDES);
    end = null;
    begunAt = System.nanoTime();
    other.wire().send(Partner.LINK, name); // before any signal
    link = endpoint.link(other.fingerprint(), new WiredSignals(other.wire(), name), this);
  }

  /**
   * Blocks until both sides have the link.
   *
   * @return nanoseconds from its beginning until this side had it
   * @throws IOException with a sentence for people, if it does not come up
   */
  long awaitUp() throws IOException, InterruptedException {
    if (!latch(true).await(PATIENCE.toSeconds(), TimeUnit.SECONDS) || end != null) {
      throw new IOException("a link between the two processes did not come up: " + end);
    }
    return upAt - begunAt;
  }

  /** When this side had the link, of the system's nanoseconds. */
  long upAt() {
    return upAt;
  }

  /** Closes the link and blocks until both sides have noticed. */
  void drop() throws IOException, InterruptedException {
    link().close();
    if (!latch(false).await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IOException("the other process does not notice that a link was closed");
    }
  }

  boolean sendReliable(ByteBuf message) {
    return link().sendReliable(message);
  }

  boolean sendDatagram(ByteBuf message) {
    return link().sendDatagram(message);
  }

  private synchronized PeerLink link() {
    return link;
  }

  private synchronized CountDownLatch latch(boolean up) {
    return up ? ups : downs;
  }

  /** Takes a line about this link. */
  void hear(String[] words) {
    switch (words[0]) {
      case Partner.UP -> latch(true).countDown();
      case Partner.DOWN -> latch(false).countDown();
      default -> WiredSignals.deliver(words, link());
    }
  }

  @Override
  public void up(LinkUp up) {
    upAt = System.nanoTime();
    latch(true).countDown();
  }

  @Override
  public void reliable(ByteBuf message) {
    answers.accept(message);
  }

  @Override
  public void datagram(ByteBuf message) {
    answers.accept(message);
  }

  @Override
  public void pathChanged(LinkPath path) {}

  @Override
  public void down(LinkDown reason) {
    end = reason;
    latch(false).countDown();
    while (latch(true).getCount() > 0) { // whoever waits for it shall not wait in vain
      latch(true).countDown();
    }
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
