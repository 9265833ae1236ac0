package org.rop2p.transport.mapping;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** When a mapping is asked for again; times are nanoseconds of the caller's clock. */
final class MappingTimes {
  /** RFC 6887 section 11.2.1: renewals must not be closer together. */
  private static final long MIN_RENEWAL = Duration.ofSeconds(4).toNanos();

  /** A gateway may not keep us from asking for longer by the lifetime of its error. */
  private static final long MAX_ERROR = Duration.ofHours(1).toNanos();

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final MappingSettings settings;
  private final RandomGenerator random;

  MappingTimes(MappingSettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /** Of a request that is sent now. */
  Retransmission retransmission(byte[] datagram, long now) {
    return new Retransmission(datagram, settings.retransmit(), settings.sends(), random, now);
  }

  /** To renew what was granted now. */
  long renewal(Grant grant, long now) {
    return now + jittered(grant.lifetime() / 2);
  }

  /** When a renewal was not answered. */
  long again(Grant grant, long now) {
    long wait = Math.max(MIN_RENEWAL, jittered((grant.expires() - now) / 2));
    return Math.min(grant.expires(), now + wait);
  }

  /** When there is no mapping. */
  long retry(long now) {
    return now + jittered(settings.retry());
  }

  /**
   * As {@link #retry(long)}, and not before the gateway's error has ended.
   *
   * @param error its lifetime, in seconds
   */
  long retry(long error, long now) {
    long pause = Math.min(error * SECOND, MAX_ERROR);
    return now + jittered(Math.max(pause, settings.retry()));
  }

  /** RFC 6887 section 11.2.1: up to a quarter later. */
  private long jittered(long time) {
    return time + (long) (time * random.nextDouble() / 4);
  }
}
