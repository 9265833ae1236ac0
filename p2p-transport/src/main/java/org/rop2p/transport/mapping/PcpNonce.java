package org.rop2p.transport.mapping;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/** The 96 bits by which a mapping is known to be ours (RFC 6887 section 11.1). */
public record PcpNonce(int high, long low) {
  /** A new one; the source of randomness must not be guessable. */
  public static PcpNonce next(RandomGenerator random) {
    return new PcpNonce(random.nextInt(), random.nextLong());
  }

  static PcpNonce read(ByteBuffer bytes, int at) {
    return new PcpNonce(bytes.getInt(at), bytes.getLong(at + Integer.BYTES));
  }

  void write(ByteBuffer bytes) {
    bytes.putInt(high).putLong(low);
  }
}
