package org.rop2p.transport;

/** Why a link ended. */
public enum LinkDown {
  /** This side closed the link or its endpoint. */
  CLOSED,
  /** The peer closed the link. */
  PEER_CLOSED,
  /** Nothing came from the peer for the silence timeout. */
  SILENT,
  /** No path was found within the setup timeout, or signalling never brought an answer. */
  ICE_FAILED,
  /**
   * A path was found, yet the link did not come up over it: among other reasons, because the peer
   * refused our certificate so early that it could not tell us.
   */
  HANDSHAKE_FAILED,
  /** One side showed a certificate other than the pinned one, as far as this side got to know. */
  TLS_REFUSED,
  /** A newer link to the same peer took this one's place, or the peer started over. */
  REPLACED,
  /** The system refused packet after packet on the chosen path. */
  UNREACHABLE,
  /** The peer broke the framing or a seal on the stream, or speaks another version. */
  PROTOCOL,
  /** The endpoint has as many links as its configuration allows. */
  TOO_MANY_LINKS
}
