package org.rop2p.transport.ice;

import java.time.Duration;
import org.rop2p.transport.stun.CheckPacer;

/**
 * The times and limits of an agent, times in nanoseconds.
 *
 * @param pace between two checks of one agent; all together wait for a {@link CheckPacer}
 * @param retransmit before a check is sent again, doubled each time up to {@code maxRetransmit}
 * @param maxRetransmit longest wait between two sendings
 * @param sends of one check before its pair has failed: Rc of RFC 8489 section 6.2.1
 * @param settle after the first valid pair, for a better one to become valid
 * @param relaySettle the same, if the first is relayed and a direct one is still being checked
 * @param directRetry while a path is relayed, from one round of checks for a direct one to the
 *     next, randomised; shorter than a NAT remembers, so that both sides' rounds meet
 * @param setupTimeout from the start until a pair must be selected
 * @param consentInterval RFC 7675 section 5.1: from an answered consent check to the next,
 *     randomised
 * @param consentTimeout without an answer on the selected pair until it is dead
 * @param maxCandidates remote candidates, signalled and discovered, for each base
 */
public record IceSettings(
    long pace,
    long retransmit,
    long maxRetransmit,
    int sends,
    long settle,
    long relaySettle,
    long directRetry,
    long setupTimeout,
    long consentInterval,
    long consentTimeout,
    int maxCandidates) {

  /** RFC 8445 recommends 50 ms and allows 5; a handful of candidates per link needs no caution. */
  private static final Duration PACE = Duration.ofMillis(20);

  /** The shortest that RFC 8445 section 14.3 allows. */
  private static final Duration RETRANSMIT = Duration.ofMillis(500);

  /** RFC 8489 doubles without end: too few tries within the setup time on a path with loss. */
  private static final Duration MAX_RETRANSMIT = Duration.ofSeconds(1);

  private static final int SENDS = 7;

  /** A host path answers within this; longer would only delay links whose host paths are dead. */
  private static final Duration SETTLE = Duration.ofMillis(100);

  /** Two checks of a direct path; the game goes on over the server meanwhile. */
  private static final Duration RELAY_SETTLE = Duration.ofSeconds(1);

  /** Half of the 30 s after which some NATs forget. */
  private static final Duration DIRECT_RETRY = Duration.ofSeconds(15);

  /** The recommended times with those that the user of a link notices. */
  public static IceSettings of(
      Duration setupTimeout, Duration consentInterval, Duration consentTimeout, int maxCandidates) {
    return new IceSettings(
        PACE.toNanos(),
        RETRANSMIT.toNanos(),
        MAX_RETRANSMIT.toNanos(),
        SENDS,
        SETTLE.toNanos(),
        RELAY_SETTLE.toNanos(),
        DIRECT_RETRY.toNanos(),
        setupTimeout.toNanos(),
        consentInterval.toNanos(),
        consentTimeout.toNanos(),
        maxCandidates);
  }
}
