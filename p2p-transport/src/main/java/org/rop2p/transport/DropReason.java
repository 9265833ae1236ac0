package org.rop2p.transport;

import java.util.Locale;

/** Why a datagram or a signal went nowhere. */
public enum DropReason {
  /** The configured {@link DatagramFilter} said no. */
  FILTERED,
  /** Its first byte belongs to no protocol of this socket (RFC 7983, RFC 9443). */
  UNKNOWN_PROTOCOL,
  /** Not a STUN message, or one with a wrong fingerprint. */
  STUN_MALFORMED,
  /** A STUN request for no link of ours. */
  STUN_UNKNOWN_USER,
  /** A STUN message whose integrity does not hold. */
  STUN_UNAUTHENTICATED,
  /** A STUN response nobody waits for, or from another address than asked. */
  STUN_STRAY,
  /** QUIC, or a sealed datagram, from an address of no link, the latter of none that is up. */
  QUIC_NO_LINK,
  /** A QUIC connection attempt on a link that has its connection, or a surplus of them. */
  QUIC_UNWANTED_CONNECTION,
  /** Of QUIC or sealed, for a link without a path. */
  QUIC_NO_PATH,
  /** For a socket or relay that is closed meanwhile. */
  BASE_GONE,
  /** From a relay, and malformed or of nobody we wish to hear. */
  RELAY_STRAY,
  /** To a peer that the relay has not permitted or must not be asked for, or too large for it. */
  RELAY_REFUSED,
  /** A message whose seal does not hold, or that came before. */
  SEAL_BROKEN,
  /** The system refused to send. */
  WRITE_FAILED,
  /** A signalled candidate that cannot or must not be used, or one too many. */
  CANDIDATE_REFUSED,
  /** A signal to probe for a link that is no more, or one too many. */
  PROBE_REFUSED,
  /** A signal to restart what is no such link, or one too many. */
  RESTART_REFUSED;

  /** The label of metrics, e.g. {@code stun_malformed}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
