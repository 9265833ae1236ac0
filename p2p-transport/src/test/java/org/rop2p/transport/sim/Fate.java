package org.rop2p.transport.sim;

/** What becomes of a datagram; one may meet several. */
public enum Fate {
  /** A socket sent it. */
  SENT,
  /** A socket got it. */
  DELIVERED,
  /** It arrives once more. */
  DUPLICATED,
  /** By chance, in the net or on a host's own line. */
  LOST,
  /** On a path that is dead for a time. */
  BLACKHOLED,
  /** While nothing gets through anywhere. */
  CUT,
  /** Nobody has this address, or the sender none to send from. */
  NO_ROUTE,
  /** The host is there, the port is closed. */
  NO_SOCKET,
  /** Sent by a host that sleeps, or for one. */
  ASLEEP,
  /** A firewall in front of a host lets no UDP through. */
  BLOCKED,
  /** A NAT has no mapping at this port, or no longer. */
  UNMAPPED,
  /** A NAT has a mapping there, but not for this sender. */
  FILTERED,
  /** A NAT has no port left for a new mapping. */
  NO_PORT,
  /** A NAT does not let one inside speak to its outside address (RFC 4787 section 6). */
  NO_HAIRPIN
}
