package org.rop2p.transport.turn;

/** What an allocation made of a STUN message. */
public enum TurnVerdict {
  /** An answer of the server, and acted upon. */
  ACCEPTED,
  /** An answer whose integrity does not hold; nothing was changed by it. */
  UNAUTHENTICATED,
  /** An answer to nothing asked, or from another address; or no answer at all. */
  STRAY
}
