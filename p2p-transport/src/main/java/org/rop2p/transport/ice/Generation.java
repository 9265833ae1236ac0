package org.rop2p.transport.ice;

import java.util.ArrayList;
import java.util.List;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;

/** An agent and the candidates that a peer signals for it. Not thread-safe. */
final class Generation {
  private final IceAgent agent;
  private final CandidateBudget budget;
  private final int mostEarly;

  /** Candidates that came before the credentials. */
  private final List<IceCandidate> early = new ArrayList<>();

  Generation(IceAgent agent, int maxCandidates, long now) {
    this.agent = agent;
    this.budget = new CandidateBudget(maxCandidates, now);
    this.mostEarly = maxCandidates;
  }

  IceAgent agent() {
    return agent;
  }

  String ufrag() {
    return agent.local().ufrag();
  }

  /** Whether the peer's credentials have come. */
  boolean isDescribed() {
    return agent.remote().isPresent();
  }

  /** Whether the peer goes by this username fragment. */
  boolean isWith(String ufrag) {
    return agent.remote().filter(peer -> peer.ufrag().equals(ufrag)).isPresent();
  }

  /**
   * Takes the peer's credentials, and the candidates that waited for them.
   *
   * @return how many of those were refused
   */
  int describedBy(IceDescription description, long now) {
    agent.remoteDescription(description);
    List<IceCandidate> waiting = List.copyOf(early);
    early.clear();
    return (int) waiting.stream().filter(candidate -> !take(candidate, now)).count();
  }

  /** False if it is refused. */
  boolean take(IceCandidate candidate, long now) {
    if (!isDescribed() && early.size() < mostEarly) {
      return early.add(candidate);
    }
    boolean ours = candidate.ufrag().map(this::isWith).orElse(true);
    return ours && budget.take(now) && agent.remoteCandidate(candidate);
  }
}
