package org.rop2p.transport;

/**
 * New credentials for a link that is up (RFC 8445 section 9), whose candidates are gathered anew.
 *
 * @param of the receiver's username fragment: in an offer the one that the link goes by now, so
 *     that it is told from the offer of a peer who has no such link any more; in an answer that of
 *     the offer
 */
public record IceRestart(Step step, IceDescription description, String of) {
  /** Either side may offer one. */
  public enum Step {
    OFFER,
    ANSWER
  }

  /**
   * @throws IllegalArgumentException if {@code of} is no username fragment
   */
  public IceRestart {
    IceDescription.ufrag(of);
  }

  /** Offers one to the peer that goes by this fragment. */
  public static IceRestart offer(IceDescription description, String of) {
    return new IceRestart(Step.OFFER, description, of);
  }

  /** Answers the offer with this fragment. */
  public static IceRestart answer(IceDescription description, String of) {
    return new IceRestart(Step.ANSWER, description, of);
  }
}
