package org.rop2p.transport.ice;

/** What an agent made of a STUN message. */
public enum Verdict {
  /** Authentic, and acted upon. */
  ACCEPTED,
  /** Its integrity does not hold, or it lacks an attribute every check has. */
  UNAUTHENTICATED,
  /** An answer to nothing asked, or from another address; or nothing an agent takes. */
  STRAY
}
