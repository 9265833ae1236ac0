package org.rop2p.proxy.speech;

/**
 * Whether it is known where the server has the own character: while it owes the answer to a walk
 * for long, nobody can say who hears a line. Confined to the session's loop.
 */
public interface OwnPlace {
  /** Whether the server owes an answer for longer than usual. */
  boolean isUnsure(long now);

  /** The server has decided on everything that was asked before {@code askedAt}. */
  void decidedUpTo(long askedAt);
}
