package org.rop2p.proxy.delivery;

/** A receiver's answer to a {@link ToReceivers.PeerLine}. */
public enum Answer {
  /** Shown, or rightly not. */
  ACK,
  /** Not shown: the server must bring it. */
  NACK
}
