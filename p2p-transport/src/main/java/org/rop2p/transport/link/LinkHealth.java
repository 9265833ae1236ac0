package org.rop2p.transport.link;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.rop2p.transport.loop.Standstill;

/**
 * Signs of life of one link: when to ping, how long an answer takes, when silence means death. Who
 * is heard anyhow is pinged only now and then, to measure. Times are nanoseconds. Not thread-safe.
 */
final class LinkHealth {
  /** Weight of a new sample, as RFC 9002 section 5.3 smooths: one eighth. */
  private static final long SMOOTHING = 8;

  /** A round trip is measured once in so many intervals at the least. */
  private static final int MEASURED_EVERY = 5;

  /** An unanswered ping is sent again after this part of an interval. */
  private static final int AGAIN = 4;

  /** Pings whose answers still count: a round trip may take several. */
  private static final int REMEMBERED = 16;

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long NONE = -1;

  /** Parts of an interval, in quarters, for a sign of life to come when one is asked for. */
  private static final int PATIENCE = 3;

  private final long interval;
  private final long timeout;
  private final long[] sentAt = new long[REMEMBERED];
  private long heardAt;
  private long number;

  /** The newest ping that was answered, and those not after it that never will count. */
  private long settled;

  private long smoothed = NONE;

  /** Nothing was asked on this path yet. */
  private boolean untried = true;

  /** When a sign of life was asked for that has not come yet. */
  private long challengedAt = NONE;

  /** Since something was heard. */
  private final Standstill standstill = new Standstill();

  /**
   * Just come up.
   *
   * @param interval without a sign of life until a ping
   * @param timeout without one until the link is dead; longer than {@code interval}
   */
  LinkHealth(long interval, long timeout, long now) {
    this.interval = interval;
    this.timeout = timeout;
    this.heardAt = now;
  }

  void heard(long now) {
    heardAt = now;
    challengedAt = NONE;
    standstill.over();
  }

  /** This side stood still for so long: what came meanwhile is not read yet. */
  void stood(long nanos) {
    long grace = standstill.excuse(nanos);
    heardAt += grace;
    if (challengedAt != NONE) {
      challengedAt += grace;
    }
    for (int i = 0; i < REMEMBERED; i++) {
      sentAt[i] += grace;
    }
  }

  /** Asks for a sign of life now; one that does not come soon means death. */
  void challenge(long now) {
    if (challengedAt == NONE) {
      challengedAt = now;
    }
  }

  boolean isSilent(long now) {
    return now >= diesAt();
  }

  /** The number of the ping to send now, if one is due. */
  OptionalLong ping(long now) {
    if (now < pingAt()) {
      return OptionalLong.empty();
    }
    number++;
    untried = false;
    sentAt[(int) (number % REMEMBERED)] = now;
    return OptionalLong.of(number);
  }

  /** Whether nothing at all has come since the ping before the newest: the path may be dead. */
  boolean isDoubtful() {
    return number - settled >= 2 && heardAt <= sentAt(number - 1);
  }

  /** Takes an answer; each ping's counts once, and none that a later one has overtaken. */
  void pong(long answered, long now) {
    if (answered <= settled || answered > number || answered <= number - REMEMBERED) {
      return;
    }
    long sample = now - sentAt(answered);
    smoothed = smoothed == NONE ? sample : smoothed + (sample - smoothed) / SMOOTHING;
    settled = answered;
  }

  /**
   * Packets take another way from now on: what was measured tells nothing of it, and who was silent
   * on the other one is to be asked at once.
   */
  void pathChanged() {
    untried = true;
    smoothed = NONE;
    settled = number;
  }

  /** Smoothed round trip in milliseconds, rounded; empty before the first answer. */
  OptionalInt rttMillis() {
    return smoothed == NONE
        ? OptionalInt.empty()
        : OptionalInt.of((int) ((smoothed + NANOS_PER_MILLI / 2) / NANOS_PER_MILLI));
  }

  /**
   * Whether answers take longer than a ping waits for its repetition: their absence says little.
   */
  boolean isSlow() {
    return smoothed > interval / AGAIN;
  }

  /** When a ping or death is due. */
  long deadline() {
    return Math.min(pingAt(), diesAt());
  }

  private long diesAt() {
    return challengedAt == NONE
        ? heardAt + timeout
        : Math.min(heardAt + timeout, challengedAt + interval * PATIENCE / AGAIN);
  }

  private long pingAt() {
    if (untried) {
      return 0; // to measure
    }
    long last = sentAt(number);
    if (challengedAt != NONE && last < challengedAt) {
      return challengedAt;
    }
    if (settled < number && heardAt <= last) {
      return last + interval / AGAIN;
    }
    return Math.min(Math.max(heardAt, last) + interval, last + MEASURED_EVERY * interval);
  }

  private long sentAt(long ping) {
    return sentAt[(int) (ping % REMEMBERED)];
  }
}
