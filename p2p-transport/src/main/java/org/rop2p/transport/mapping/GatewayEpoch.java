package org.rop2p.transport.mapping;

/**
 * How long the gateway says it has kept its mappings: a clock that runs beside ours until it loses
 * them (RFC 6887 section 8.5; RFC 6886 section 3.6 is the same in other words).
 */
final class GatewayEpoch {
  private static final long SECOND = 1_000_000_000L;

  /** In seconds; what an answer's way and rounding may differ. */
  private static final long TOLERANCE = 2;

  private boolean known;
  private long told;
  private long toldAt;

  /**
   * Takes what a response tells.
   *
   * @param epoch in seconds
   * @return whether mappings made before are still there as far as this can tell
   */
  boolean accept(long epoch, long now) {
    boolean kept = !known || isKept(epoch, now);
    known = true;
    told = epoch;
    toldAt = now;
    return kept;
  }

  private boolean isKept(long epoch, long now) {
    long server = epoch - told;
    long client = (now - toldAt) / SECOND;
    return server >= -1
        && client + TOLERANCE >= server - server / 16
        && server + TOLERANCE >= client - client / 16;
  }
}
