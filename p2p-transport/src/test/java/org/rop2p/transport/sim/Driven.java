package org.rop2p.transport.sim;

/** A state machine with a time to wake at. */
public interface Driven {
  /** When to {@link #advance} next; {@link Long#MAX_VALUE} for never. */
  long deadline();

  /** Does what time has come for; afterwards the deadline lies in the future. */
  void advance();
}
