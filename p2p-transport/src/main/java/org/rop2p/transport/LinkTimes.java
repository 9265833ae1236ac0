package org.rop2p.transport;

import java.time.Duration;

/**
 * The times that the user of a link notices.
 *
 * @param setup from the start of a link until it must be up
 * @param ping without a sign of life until a ping; consent is asked for two and a half times as
 *     rarely
 * @param silence without a sign of life after which a link is down; more than {@code ping}
 */
public record LinkTimes(Duration setup, Duration ping, Duration silence) {
  /**
   * Two peers may learn of each other some seconds apart, a hole is punched in one or two; consent
   * is asked for each five seconds, as RFC 7675 section 5.1 has it; a dead link is noticed within
   * six.
   */
  public static final LinkTimes USUAL =
      new LinkTimes(Duration.ofSeconds(20), Duration.ofSeconds(2), Duration.ofSeconds(5));

  /**
   * @throws IllegalArgumentException if a time is not positive, or silence is not longer than the
   *     ping interval
   */
  public LinkTimes {
    if (setup.isNegative()
        || setup.isZero()
        || ping.isNegative()
        || ping.isZero()
        || silence.compareTo(ping) <= 0) {
      throw new IllegalArgumentException(
          "Link timers are positive, and the silence timeout is longer than the ping interval");
    }
  }
}
