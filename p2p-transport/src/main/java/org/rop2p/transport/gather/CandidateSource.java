package org.rop2p.transport.gather;

import org.rop2p.transport.ice.Base;
import org.rop2p.transport.ice.Route;
import org.rop2p.transport.stun.StunMessage;

/**
 * Finds candidates of ours, tells a {@link CandidateSink} of them, and takes back those that hold
 * no longer. Event loop only.
 */
public interface CandidateSource {
  /** Begins to look. */
  void start();

  /**
   * Takes a STUN message that is no request.
   *
   * @return whether it was meant for this source
   */
  default boolean receive(StunMessage message, Route from) {
    return false;
  }

  /** Nothing comes to this base, though something should. */
  default void doubt(Base base) {}

  /** Addresses of this machine have come or gone, or it has slept. */
  default void networkChanged() {}

  /** Looks no more; says nothing any more. */
  void close();
}
