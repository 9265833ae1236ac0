package org.rop2p.transport.turn;

import java.time.Duration;

/**
 * The times and limits of an allocation, times in nanoseconds.
 *
 * @param retransmit before a request is sent again, doubled each time up to {@code maxRetransmit}
 * @param maxRetransmit longest wait between two sendings
 * @param sends of one request before it counts as unanswered
 * @param lifetime of an allocation as asked for
 * @param refresh from an answered refresh of the allocation to the next
 * @param permissionRefresh of a permission, which lasts {@link #PERMISSION}
 * @param channelRefresh of a channel, which lasts {@link #CHANNEL}
 * @param maxPeers permissions at a time, and channels at a time
 */
public record TurnSettings(
    long retransmit,
    long maxRetransmit,
    int sends,
    long lifetime,
    long refresh,
    long permissionRefresh,
    long channelRefresh,
    int maxPeers) {

  /** What a server keeps a permission without a refresh (RFC 8656 section 9). */
  static final Duration PERMISSION = Duration.ofMinutes(5);

  /** What a server keeps a channel without a refresh (RFC 8656 section 12). */
  static final Duration CHANNEL = Duration.ofMinutes(10);

  /** RFC 8656 section 7.1 suggests it. */
  private static final Duration LIFETIME = Duration.ofMinutes(10);

  /** The shortest that RFC 8489 section 6.2.1 allows. */
  private static final Duration RETRANSMIT = Duration.ofMillis(500);

  /** With six sends: a dead server is noticed in 5.5 s, and each outage of 4 s is bridged. */
  private static final Duration MAX_RETRANSMIT = Duration.ofSeconds(1);

  private static final int SENDS = 6;

  /**
   * Not for the allocation, which lasts far longer: the NAT on the way forgets us after 30 s, and a
   * server that was restarted shall be noticed soon.
   */
  private static final Duration REFRESH = Duration.ofSeconds(20);

  private static final Duration PERMISSION_REFRESH = PERMISSION.minusMinutes(1);
  private static final Duration CHANNEL_REFRESH = CHANNEL.minusMinutes(2);
  private static final int MAX_PEERS = 256;

  /**
   * @throws IllegalArgumentException if a time or a limit is not positive, or a refresh comes too
   *     late
   */
  public TurnSettings {
    if (retransmit <= 0 || maxRetransmit < retransmit || sends < 1 || refresh <= 0) {
      throw new IllegalArgumentException("TURN requests are sent at least once, and timers run");
    }
    if (refresh >= lifetime
        || permissionRefresh <= 0
        || permissionRefresh >= PERMISSION.toNanos()
        || channelRefresh <= 0
        || channelRefresh >= CHANNEL.toNanos()) {
      throw new IllegalArgumentException("What a TURN server grants is refreshed before its end");
    }
    if (maxPeers < 1) {
      throw new IllegalArgumentException("A limit of relayed peers is at least 1");
    }
  }

  /** The times of RFC 8656, and a refresh that keeps the way through a NAT open. */
  public static TurnSettings defaults() {
    return new TurnSettings(
        RETRANSMIT.toNanos(),
        MAX_RETRANSMIT.toNanos(),
        SENDS,
        LIFETIME.toNanos(),
        REFRESH.toNanos(),
        PERMISSION_REFRESH.toNanos(),
        CHANNEL_REFRESH.toNanos(),
        MAX_PEERS);
  }
}
