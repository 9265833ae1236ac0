package org.rop2p.transport.ice;

import java.net.InetSocketAddress;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.stun.Transactions;

/** Our base and one remote address (RFC 8445 section 6.1.2). Mutable, owned by its checklist. */
final class CandidatePair {
  /**
   * RFC 8445 section 6.1.2.6 without Frozen: pairs of one base and one component would all be
   * unfrozen at once.
   */
  enum State {
    WAITING,
    IN_PROGRESS,
    SUCCEEDED,
    FAILED
  }

  private static final int LOCAL_PREFERENCE = 65_535;

  /** What our base is worth; one base only, so it orders nothing but breaks the RFC's ties. */
  private static final long BASE_PRIORITY =
      IceCandidate.priority(CandidateType.HOST, LOCAL_PREFERENCE);

  private final InetSocketAddress remote;
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

  CandidatePair(InetSocketAddress remote, CandidateType remoteType, long remotePriority) {
    this.remote = remote;
    this.remoteType = remoteType;
    this.remotePriority = remotePriority;
  }

  InetSocketAddress remote() {
    return remote;
  }

  /** A discovered candidate was signalled after all: what the peer says of it counts. */
  void signalled(IceCandidate candidate) {
    remoteType = candidate.type();
    remotePriority = candidate.priority();
  }

  /** Our base is no relay, so the peer's end decides. */
  LinkPath path() {
    return remoteType == CandidateType.RELAY ? LinkPath.RELAY : LinkPath.DIRECT;
  }

  /** RFC 8445 section 6.1.2.3. */
  long priority(IceRole role) {
    long controlling = role == IceRole.CONTROLLING ? BASE_PRIORITY : remotePriority;
    long controlled = role == IceRole.CONTROLLING ? remotePriority : BASE_PRIORITY;
    return (Math.min(controlling, controlled) << 32)
        + 2 * Math.max(controlling, controlled)
        + (controlling > controlled ? 1 : 0);
  }

  boolean isUndecided() {
    return state == State.WAITING || state == State.IN_PROGRESS;
  }
}
