package org.rop2p.proxy.peer;

import java.util.function.BiConsumer;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.peer.link.OpenLink;
import org.rop2p.transport.Fingerprint;

/** The way from one player of this process to another. Thread-safe. */
final class Loopback implements OpenLink {
  private final Fingerprint own;
  private final BiConsumer<Loopback, PeerMessage> deliver;
  private volatile boolean closed;

  Loopback(Fingerprint own, BiConsumer<Loopback, PeerMessage> deliver) {
    this.own = own;
    this.deliver = deliver;
  }

  void close() {
    closed = true;
  }

  @Override
  public Fingerprint remote() {
    return own;
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public void send(PeerMessage message) {
    if (!closed) {
      deliver.accept(this, message);
    }
  }

  @Override
  public int rttMillis() {
    return 0;
  }
}
