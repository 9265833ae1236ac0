package org.rop2p.transport.mapping;

/** What a mapping made of a datagram. */
public enum MappingVerdict {
  /** The gateway's, to us, and acted upon. */
  ACCEPTED,
  /** The gateway's, and no message of a protocol we speak. */
  MALFORMED,
  /** Not the gateway's, or an answer to nothing asked. */
  STRAY
}
