package org.rop2p.transport.ice;

import org.rop2p.transport.CandidateType;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.stun.Transactions;

/** A route as ICE knows it (RFC 8445 section 6.1.2). Mutable, owned by its checklist. */
final class CandidatePair {
  /**
   * RFC 8445 section 6.1.2.6 without Frozen: with one component, what a frozen pair waits for is
   * hardly ever there.
   */
  enum State {
    WAITING,
    IN_PROGRESS,
    SUCCEEDED,
    FAILED
  }

  private static final int LOCAL_PREFERENCE = 65_535;

  private final Route route;
  private CandidateType remoteType;
  private long remotePriority;
  State state = State.WAITING;

  /** The peer's USE-CANDIDATE was seen; it holds as soon as our own check has succeeded. */
  boolean nominatedByPeer;

  /** An authentic message came from there. */
  boolean heard;

  /** When a check on this pair was last answered; meaningful once SUCCEEDED. */
  long answeredAt;

  /** The check that decides over {@link #state}, while IN_PROGRESS. */
  Transactions.Entry<Check> check;

  CandidatePair(Route route, CandidateType remoteType, long remotePriority) {
    this.route = route;
    this.remoteType = remoteType;
    this.remotePriority = remotePriority;
  }

  Route route() {
    return route;
  }

  /** A discovered candidate was signalled after all: what the peer says of it counts. */
  void signalled(IceCandidate candidate) {
    remoteType = candidate.type();
    remotePriority = candidate.priority();
  }

  /** A relay at either end is one. */
  LinkPath path() {
    boolean relayed = route.base().relay() || remoteType == CandidateType.RELAY;
    return relayed ? LinkPath.RELAY : LinkPath.DIRECT;
  }

  /** RFC 8445 section 6.1.2.3. */
  long priority(IceRole role) {
    CandidateType own = route.base().relay() ? CandidateType.RELAY : CandidateType.HOST;
    long basePriority = IceCandidate.priority(own, LOCAL_PREFERENCE);
    long controlling = role == IceRole.CONTROLLING ? basePriority : remotePriority;
    long controlled = role == IceRole.CONTROLLING ? remotePriority : basePriority;
    return (Math.min(controlling, controlled) << 32)
        + 2 * Math.max(controlling, controlled)
        + (controlling > controlled ? 1 : 0);
  }

  boolean isRelayed() {
    return path() == LinkPath.RELAY;
  }

  boolean isUndecided() {
    return state == State.WAITING || state == State.IN_PROGRESS;
  }
}
