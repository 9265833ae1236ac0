package org.rop2p.transport.mapping;

import java.util.random.RandomGenerator;

/** When a request is sent again, and when it was sent often enough (RFC 6887 section 8.1.1). */
final class Retransmission {
  /** RAND of RFC 6887: up to a tenth more or less, so that clients fall out of step. */
  private static final double RAND = 0.1;

  private final byte[] datagram;
  private final RandomGenerator random;
  private int sendsLeft;
  private long wait;
  private long due;

  /**
   * Of a request that is being sent now.
   *
   * @param initial wait before the second sending, nanoseconds
   * @param sends in all
   */
  Retransmission(byte[] datagram, long initial, int sends, RandomGenerator random, long now) {
    this.datagram = datagram;
    this.random = random;
    this.sendsLeft = sends - 1;
    this.wait = jittered(initial);
    this.due = now + wait;
  }

  byte[] datagram() {
    return datagram;
  }

  /** When it is to be sent again or counts as unanswered. */
  long due() {
    return due;
  }

  /** To be called when due: whether to send it once more; if not, nobody answers. */
  boolean again(long now) {
    if (sendsLeft == 0) {
      return false;
    }
    sendsLeft--;
    wait = jittered(2 * wait);
    due = now + wait;
    return true;
  }

  private long jittered(long time) {
    return (long) (time * random.nextDouble(1 - RAND, 1 + RAND));
  }
}
