package org.rop2p.proxy.walking;

import java.util.Optional;

/**
 * What becomes of a peer's word about a walk.
 *
 * @param frame what the client is to be shown, if anything
 */
public record PeerVerdict(Outcome outcome, Optional<UnitFrame> frame) {
  /** Why it is shown, or not. */
  public enum Outcome {
    /** The client is shown it. */
    SHOWN,
    /** The client shows just that already. */
    KNOWN,
    /** Older than what the peer has said before. */
    OLD,
    /** The server has told of it, or seems to be ahead of the peer lane. */
    SERVER_AHEAD,
    /** Too many walks that the server has not confirmed yet, or not where he came out of hiding. */
    UNCONFIRMED,
    /** Of a unit the client has not been shown. */
    NOT_IN_VIEW
  }

  static PeerVerdict of(Outcome outcome) {
    return new PeerVerdict(outcome, Optional.empty());
  }

  static PeerVerdict show(UnitFrame frame) {
    return new PeerVerdict(Outcome.SHOWN, Optional.of(frame));
  }
}
