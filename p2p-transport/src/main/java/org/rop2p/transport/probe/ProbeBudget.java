package org.rop2p.transport.probe;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.rop2p.transport.Fingerprint;

/**
 * Remembers the attempts of this process, so that there is one at a time, seldom with the same
 * peer, and few in all. Bounded; not thread-safe.
 */
public final class ProbeBudget {
  /**
   * A peer and the networks that an attempt was between; when one changes, another may succeed.
   *
   * @param ours our public address
   * @param theirs the peer's, as vouched for
   */
  public record Attempt(Fingerprint peer, InetAddress ours, InetAddress theirs) {}

  /** Networks whose session limit is remembered; a machine is seldom in more. */
  private static final int MAX_NETWORKS = 16;

  private final ProbeLimits limits;

  /** When each began, oldest first; no more than may be within the pause. */
  private final Map<Attempt, Long> began = new LinkedHashMap<>();

  private final Map<InetAddress, Integer> limitMet = new LinkedHashMap<>();
  private Attempt current;
  private long currentEndsAt;

  public ProbeBudget(ProbeLimits limits) {
    this.limits = limits;
  }

  /**
   * Counts an attempt that begins now.
   *
   * @return false if it must not: one is under way, it is too soon, or there were too many
   */
  public boolean begin(Attempt attempt, long now) {
    if (underWay(now) || spent(now) || lastAttempt(attempt, now).isPresent()) {
      return false;
    }
    began.put(attempt, now);
    current = attempt;
    currentEndsAt = now + limits.attemptTime();
    return true;
  }

  /** This attempt is over, however it ended. */
  public void end(Attempt attempt) {
    if (attempt.equals(current)) {
      current = null;
    }
  }

  /** Whether one is under way; none is for longer than an attempt can take. */
  public boolean underWay(long now) {
    return current != null && now < currentEndsAt;
  }

  /** When this was last tried; empty if that is longer ago than the pause. */
  public OptionalLong lastAttempt(Attempt attempt, long now) {
    forget(now);
    Long at = began.get(attempt);
    return at == null ? OptionalLong.empty() : OptionalLong.of(at);
  }

  /** Whether there were as many attempts as there may be within the pause. */
  public boolean spent(long now) {
    forget(now);
    return began.size() >= limits.attempts();
  }

  /**
   * A server could no longer be reached in this network.
   *
   * @param ours our public address
   * @param sockets open at that time
   */
  public void limitMet(InetAddress ours, int sockets) {
    limitMet.merge(ours, sockets, Math::min);
    if (limitMet.size() > MAX_NETWORKS) {
      limitMet.remove(limitMet.keySet().iterator().next());
    }
  }

  /** The fewest sockets with which that happened in this network. */
  public OptionalInt limitMet(InetAddress ours) {
    Integer sockets = limitMet.get(ours);
    return sockets == null ? OptionalInt.empty() : OptionalInt.of(sockets);
  }

  private void forget(long now) {
    began.values().removeIf(at -> now - at >= limits.pause());
  }
}
