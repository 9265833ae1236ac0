package org.rop2p.transport.probe;

import java.util.Locale;
import java.util.Optional;

/** Whether to try, and how hard; pure. */
public sealed interface ProbeDecision {
  /** Our NAT is the symmetric one: open so many sockets. */
  record FanOut(int sockets) implements ProbeDecision {}

  /**
   * Our NAT is the cone: probe.
   *
   * @param probes at most
   * @param rate a second
   */
  record Probe(int probes, int rate) implements ProbeDecision {}

  /** Do not try. */
  record No(Reason reason) implements ProbeDecision {}

  /**
   * Why not, in the order that is looked at: {@link #NOT_AGREED} says that all before it holds, so
   * that it is time to ask the peer; {@link #NOT_SAMPLED} likewise that it is time for samples.
   */
  enum Reason {
    SWITCHED_OFF,
    /** The ordinary checks have found a path, or are not over. */
    CHECKS_NOT_FAILED,
    /** Of one NAT too little is known. */
    NAT_UNKNOWN,
    /** The chance would be one in thousands. */
    BOTH_SYMMETRIC,
    /** Where none is symmetric or one is no NAT, ordinary checks are what can be done. */
    NOT_CONE_AND_SYMMETRIC,
    /** The address is the peer's word alone. */
    NOT_VOUCHED,
    NOT_PUBLIC,
    /** There was an attempt with this peer in this network. */
    TOO_SOON,
    BUDGET_SPENT,
    ANOTHER_UNDER_WAY,
    NOT_AGREED,
    NOT_SAMPLED,
    /** As few sockets as would do were too many for our carrier. */
    SESSION_LIMIT;

    /** The label of logs and metrics, e.g. {@code not_vouched}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What these facts allow.
   *
   * @param now of the same clock as {@link ProbeFacts#lastAttempt}
   */
  static ProbeDecision of(ProbeFacts facts, ProbeLimits limits, long now) {
    return obstacle(facts, limits, now)
        .<ProbeDecision>map(No::new)
        .orElseGet(
            () -> {
              PortAllocation allocation = facts.allocation().orElseThrow();
              return facts.ours() == NatKind.SYMMETRIC
                  ? fanOut(facts, allocation, limits)
                  : new Probe(probes(allocation, limits), limits.probeRate());
            });
  }

  private static Optional<Reason> obstacle(ProbeFacts facts, ProbeLimits limits, long now) {
    if (!facts.switchedOn()) {
      return Optional.of(Reason.SWITCHED_OFF);
    }
    if (!facts.checksFailed()) {
      return Optional.of(Reason.CHECKS_NOT_FAILED);
    }
    Optional<Reason> pair = unfitPair(facts.ours(), facts.theirs());
    if (pair.isPresent()) {
      return pair;
    }
    if (!facts.vouched()) {
      return Optional.of(Reason.NOT_VOUCHED);
    }
    if (!facts.publicUnicast()) {
      return Optional.of(Reason.NOT_PUBLIC);
    }
    if (facts.lastAttempt().isPresent() && now - facts.lastAttempt().getAsLong() < limits.pause()) {
      return Optional.of(Reason.TOO_SOON);
    }
    if (facts.spent()) {
      return Optional.of(Reason.BUDGET_SPENT);
    }
    if (facts.underWay()) {
      return Optional.of(Reason.ANOTHER_UNDER_WAY);
    }
    if (!facts.agreed()) {
      return Optional.of(Reason.NOT_AGREED);
    }
    return facts.allocation().isEmpty() ? Optional.of(Reason.NOT_SAMPLED) : Optional.empty();
  }

  private static Optional<Reason> unfitPair(NatKind ours, NatKind theirs) {
    if (ours == NatKind.UNKNOWN || theirs == NatKind.UNKNOWN) {
      return Optional.of(Reason.NAT_UNKNOWN);
    }
    if (ours == NatKind.SYMMETRIC && theirs == NatKind.SYMMETRIC) {
      return Optional.of(Reason.BOTH_SYMMETRIC);
    }
    boolean fits =
        (ours == NatKind.SYMMETRIC && theirs == NatKind.CONE)
            || (ours == NatKind.CONE && theirs == NatKind.SYMMETRIC);
    return fits ? Optional.empty() : Optional.of(Reason.NOT_CONE_AND_SYMMETRIC);
  }

  /** Half of what was too much, but not so few that it would be in vain. */
  private static ProbeDecision fanOut(
      ProbeFacts facts, PortAllocation allocation, ProbeLimits limits) {
    int wanted = sockets(allocation, limits);
    int allowed = facts.carrier() ? Math.min(wanted, limits.carrierSockets()) : wanted;
    if (facts.limitMet().isPresent()) {
      allowed = Math.min(allowed, facts.limitMet().getAsInt() / 2);
    }
    return allowed < Math.min(wanted, limits.leastSockets())
        ? new No(Reason.SESSION_LIMIT)
        : new FanOut(allowed);
  }

  private static int sockets(PortAllocation allocation, ProbeLimits limits) {
    if (allocation instanceof PortAllocation.Sequential) {
      return limits.sequentialSockets();
    }
    return allocation instanceof PortAllocation.Block ? limits.blockSockets() : limits.sockets();
  }

  private static int probes(PortAllocation allocation, ProbeLimits limits) {
    return allocation instanceof PortAllocation.Sequential
        ? Math.min(limits.sequentialProbes(), limits.probes())
        : limits.probes();
  }
}
