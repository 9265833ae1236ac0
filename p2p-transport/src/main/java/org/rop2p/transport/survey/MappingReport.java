package org.rop2p.transport.survey;

/** What became of asking the router to let peers in (PCP, NAT-PMP, else UPnP). */
public enum MappingReport {
  /** The router opened a port on the internet, and was given it back. */
  GRANTED,
  /** It said no. */
  REFUSED,
  /** It has no public address itself. */
  DOUBLE_NAT,
  /** It answered none of the protocols. */
  SILENT,
  /** The system names no router. */
  NO_GATEWAY,
  /** No word in the time given. */
  UNDECIDED
}
