package org.rop2p.transport.quic;

/** How a connection ended. */
public enum ConnectionEnd {
  /** This side closed it. */
  CLOSED,
  /** The peer closed it. */
  PEER_CLOSED,
  /** TLS failed, on either side. */
  TLS,
  /** The peer broke the framing or a seal, or speaks another version. */
  PROTOCOL,
  /** The handshake failed for another reason, or the idle timeout ran out. */
  FAILED
}
