package org.rop2p.transport.probe;

/**
 * A random order of the numbers 0 to size - 1 without a table: a Feistel network over the next
 * power of four, walked on while it leads out of the range.
 */
final class PortPermutation {
  private static final int ROUNDS = 4;

  /** 2^64 divided by the golden ratio: spreads every bit of the input to the upper half. */
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

  private final int size;
  private final long key;
  private final int halfBits;

  /**
   * @param size 1 to 65,536
   */
  PortPermutation(int size, long key) {
    this.size = size;
    this.key = key;
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
    this.halfBits = Math.max(1, (bits + 1) / 2);
  }

  /** The number at this place, both 0 to size - 1. */
  int at(int index) {
    int value = index;
    do {
      value = mixed(value);
    } while (value >= size);
    return value;
  }

  private int mixed(int value) {
    int mask = (1 << halfBits) - 1;
    int left = value >>> halfBits;
    int right = value & mask;
    for (int round = 1; round <= ROUNDS; round++) {
      long hash = (key + round * MULTIPLIER) ^ right;
      hash = (hash ^ (hash >>> 32)) * MULTIPLIER;
      int next = left ^ ((int) (hash >>> 40) & mask);
      left = right;
      right = next;
    }
    return (left << halfBits) | right;
  }
}
