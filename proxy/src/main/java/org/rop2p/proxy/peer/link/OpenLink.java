package org.rop2p.proxy.peer.link;

import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.transport.Fingerprint;

/**
 * The way to another proxy, or to the other players of our own, while it lasts; a new one has no
 * memory of it. Thread-safe; never blocks.
 */
public interface OpenLink {
  /** The proxy at the other end. */
  Fingerprint remote();

  /** False once it is down; never true again. */
  boolean isOpen();

  /**
   * Sends to every recipient in the header. What may be lost may be lost; if anything else cannot
   * be sent the link is broken, and ends.
   */
  void send(PeerMessage message);

  /** Milliseconds there and back; -1 while it is not known. */
  int rttMillis();

  /** Whether a TURN server is between. */
  default boolean relayed() {
    return false;
  }
}
