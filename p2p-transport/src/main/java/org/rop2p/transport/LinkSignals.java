package org.rop2p.transport;

/**
 * What a link wants said to its peer over authenticated signalling.
 *
 * <p>Called on the endpoint's event loop; must not block.
 */
public interface LinkSignals {
  /** Sent once by the smaller fingerprint. */
  void offer(IceDescription description);

  /** Sent once by the larger fingerprint, after an offer. */
  void answer(IceDescription description);

  /** Sent any number of times, after the offer or answer. */
  void candidate(IceCandidate candidate);

  /**
   * Sent now and then while the link is up, and answered; who does not carry it has links that are
   * not restarted. Its candidates follow, with its ufrag.
   */
  default void restart(IceRestart restart) {}

  /** Sent a few times, after the offer or answer; who does not carry it makes no such links. */
  default void probe(ProbeSignal signal) {}
}
