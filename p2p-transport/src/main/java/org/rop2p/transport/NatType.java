package org.rop2p.transport;

/** What is before an endpoint's socket, as far as STUN servers can tell (RFC 4787 section 4.1). */
public enum NatType {
  /** The servers see the socket's own address. */
  NONE,
  /** Endpoint-independent mapping: every server sees one and the same address. */
  CONE,
  /** The address seen depends on who is asked. */
  SYMMETRIC,
  /** No server answers, though several tries were made: UDP does not come through. */
  BLOCKED,
  /** Too little was seen to tell, or nobody is asked. */
  UNKNOWN;

  /** What a person is told of {@link #BLOCKED}. */
  public static final String BLOCKED_SENTENCE =
      "No STUN server answers: UDP may be blocked here; the game goes on over the server, let java"
          + " send UDP in this machine's firewall";
}
