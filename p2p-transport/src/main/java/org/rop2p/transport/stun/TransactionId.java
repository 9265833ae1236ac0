package org.rop2p.transport.stun;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/** The 96 bits that join a STUN response to its request (RFC 8489 section 5). */
public record TransactionId(int high, long low) {
  /** Uniformly random; {@code random} has to be a secure generator outside of tests. */
  public static TransactionId next(RandomGenerator random) {
    return new TransactionId(random.nextInt(), random.nextLong());
  }

  static TransactionId read(ByteBuffer from, int index) {
    return new TransactionId(from.getInt(index), from.getLong(index + Integer.BYTES));
  }

  void write(ByteBuffer to) {
    to.putInt(high).putLong(low);
  }
}
