package org.rop2p.transport.mapping;

import java.time.Duration;

/**
 * The times of a mapping, in nanoseconds.
 *
 * @param lifetime asked for; whole seconds count
 * @param retransmit before a request is sent again, doubled each time: IRT of RFC 6887 section
 *     8.1.1
 * @param sends of one request before the gateway counts as silent: MRC of that section
 * @param retry after a refusal or silence, until the gateway is asked again from the start
 */
public record MappingSettings(long lifetime, long retransmit, int sends, long retry) {

  /** What RFC 6886 section 3.3 recommends; RFC 6887 leaves it open. */
  private static final Duration LIFETIME = Duration.ofHours(2);

  /**
   * That of RFC 6886 section 3.1, for PCP, too: RFC 6887 recommends 3 s for servers anywhere, ours
   * is one hop away, and what comes after a silent one waits.
   */
  private static final Duration RETRANSMIT = Duration.ofMillis(250);

  /** A gateway silent to both protocols is given up within 8 s; three steps would take 12. */
  private static final int SENDS = 4;

  /** Rare enough to bother no gateway, and one that is rebooting is back by then. */
  private static final Duration RETRY = Duration.ofMinutes(5);

  public MappingSettings {
    if (lifetime < Duration.ofSeconds(1).toNanos() || retransmit < 1 || sends < 1 || retry < 1) {
      throw new IllegalArgumentException("A mapping lasts a second at least, and is asked for");
    }
  }

  public static MappingSettings defaults() {
    return new MappingSettings(LIFETIME.toNanos(), RETRANSMIT.toNanos(), SENDS, RETRY.toNanos());
  }
}
