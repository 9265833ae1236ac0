package org.rop2p.proxy.delivery.model;

import java.util.Arrays;

/** Fingerprints of states, in an open table of eight bytes each. Zero is not one. */
final class LongSet {
  private static final double FULL = 0.6;

  private long[] table = new long[1 << 12];
  private int size;

  /** Whether it was new. */
  boolean add(long fingerprint) {
    long value = fingerprint == 0 ? 1 : fingerprint;
    if (size > table.length * FULL) {
      grow();
    }
    if (!put(value)) {
      return false;
    }
    size++;
    return true;
  }

  int size() {
    return size;
  }

  private boolean put(long value) {
    int at = (int) (value ^ value >>> 32) & table.length - 1;
    while (table[at] != 0) {
      if (table[at] == value) {
        return false;
      }
      at = at + 1 & table.length - 1;
    }
    table[at] = value;
    return true;
  }

  private void grow() {
    long[] before = table;
    table = new long[before.length * 2];
    Arrays.stream(before).filter(value -> value != 0).forEach(this::put);
  }
}
