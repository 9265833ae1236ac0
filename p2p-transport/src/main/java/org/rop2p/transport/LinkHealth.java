package org.rop2p.transport;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Signs of life of one link: when to ping, how long an answer takes, when silence means death.
 * Times are nanoseconds. Not thread-safe.
 */
final class LinkHealth {
  /** Weight of a new sample, as RFC 9002 section 5.3 smooths: one eighth. */
  private static final long SMOOTHING = 8;

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long NONE = -1;

  private final long interval;
  private final long timeout;
  private long heardAt;
  private long pingAt;
  private long number;
  private long sentAt = NONE;
  private long smoothed = NONE;

  LinkHealth(long interval, long timeout, long now) {
    this.interval = interval;
    this.timeout = timeout;
    this.heardAt = now;
    this.pingAt = now;
  }

  void heard(long now) {
    heardAt = now;
  }

  boolean isSilent(long now) {
    return now - heardAt >= timeout;
  }

  /** The number of the ping to send now, if one is due. */
  OptionalLong ping(long now) {
    if (now < pingAt) {
      return OptionalLong.empty();
    }
    pingAt = now + interval;
    sentAt = now;
    return OptionalLong.of(++number);
  }

  /** Takes an answer; only the first one to the newest ping counts. */
  void pong(long answered, long now) {
    if (answered != number || sentAt == NONE) {
      return;
    }
    long sample = now - sentAt;
    smoothed = smoothed == NONE ? sample : smoothed + (sample - smoothed) / SMOOTHING;
    sentAt = NONE;
  }

  /** Smoothed round trip in milliseconds, rounded; empty before the first answer. */
  OptionalInt rttMillis() {
    return smoothed == NONE
        ? OptionalInt.empty()
        : OptionalInt.of((int) ((smoothed + NANOS_PER_MILLI / 2) / NANOS_PER_MILLI));
  }

  /** When a ping or death is due. */
  long deadline() {
    return Math.min(pingAt, heardAt + timeout);
  }
}
