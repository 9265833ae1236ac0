package org.rop2p.proxy.peer.pool;

import java.util.List;
import java.util.Optional;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.transport.Fingerprint;

/** What {@link LinkPool} wants done, in this order. */
public sealed interface PoolCommand {
  Fingerprint proxy();

  /**
   * Begin a link, in place of the one there is, if any.
   *
   * @param offer of the other side, if it is the one that offers
   * @param candidates of it that came since
   */
  record Begin(
      Fingerprint proxy, Optional<Signal.Offer> offer, List<Signal.IceCandidate> candidates)
      implements PoolCommand {}

  /** The other side offers a new link, though ours is open: ask it whether it lives. */
  record Doubt(Fingerprint proxy) implements PoolCommand {}

  /** End the link. */
  record End(Fingerprint proxy) implements PoolCommand {}
}
