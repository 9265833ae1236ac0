package org.rop2p.transport.ice;

import java.util.random.RandomGenerator;
import org.rop2p.transport.loop.Standstill;

/**
 * Whether the peer still wants what we send over the selected pair (RFC 7675): when to ask, when it
 * is stale, when it has expired. Times are nanoseconds. Not thread-safe.
 */
final class Consent {
  /** Checks in an interval in which none is answered, at least. */
  private static final int TRIES = 4;

  /** Checks in a row without an answer that are no mishap: half a second. */
  private static final int IN_VAIN = 2;

  private static final long NONE = Long.MAX_VALUE;

  private final IceSettings settings;
  private final RandomGenerator random;

  /** From when the timeout runs. */
  private long from;

  private long nextAt;

  /** When the oldest check was sent that was not answered since, or NONE. */
  private long unansweredSince = NONE;

  /** Since the last answer. */
  private final Standstill standstill = new Standstill();

  /** Checks sent since then. */
  private int unanswered;

  /** For silence. */
  private boolean doubted;

  /** The network is another: what comes tells nothing of what goes. */
  private boolean moved;

  /**
   * A pair is selected now. Consent does not count from before: between the check that made it
   * valid and its nomination seconds may pass on a path with loss.
   */
  Consent(IceSettings settings, RandomGenerator random, long now) {
    this.settings = settings;
    this.random = random;
    answered(now);
  }

  void answered(long now) {
    from = now;
    standstill.over();
    nextAt = now + Jitter.of(settings.consentInterval(), random);
    unansweredSince = NONE;
    unanswered = 0;
    doubted = false;
    moved = false;
  }

  /** This side stood still for so long: answers that came meanwhile are not read yet. */
  void stood(long nanos) {
    long grace = standstill.excuse(nanos);
    from += grace;
    unanswered = 0;
    if (unansweredSince != NONE) {
      unansweredSince += grace;
    }
  }

  /** A check is being sent. */
  void asked(long now) {
    // Without an answer, sooner: a lossy path must not die of a few lost checks in a row.
    unansweredSince = Math.min(unansweredSince, now);
    unanswered++;
    nextAt =
        now
            + Jitter.of(
                Math.min(settings.retransmit(), settings.consentInterval() / TRIES), random);
  }

  /** Asks now, and again soon, unless it is being asked already. */
  void doubt(long now) {
    doubted = true;
    if (unansweredSince == NONE) {
      nextAt = Math.min(nextAt, now);
    }
  }

  /** As {@link #doubt}, for another reason than silence. */
  void moved(long now) {
    doubt(now);
    moved = true;
  }

  /** Something of the peer came: there was no reason for doubt but loss. */
  void heard() {
    doubted = false;
  }

  boolean isDue(long now) {
    return now >= nextAt;
  }

  /** Whether an answer is missing, with some time for the way. */
  boolean isStale(long now) {
    return unansweredSince != NONE && now - unansweredSince >= settings.retransmit() / 2;
  }

  /** Whether it was asked, and after a while asked again, in vain so far. */
  boolean isUnanswered() {
    return unanswered >= IN_VAIN;
  }

  /** Whether it was doubted besides. */
  boolean isForsaken() {
    return (doubted || moved) && isUnanswered();
  }

  boolean isExpired(long now) {
    return now >= end();
  }

  /** When to look again. */
  long deadline() {
    return Math.min(end(), nextAt);
  }

  private long end() {
    return from + settings.consentTimeout();
  }
}
