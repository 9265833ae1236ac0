package org.rop2p.transport.seal;

import java.util.BitSet;

/** Which numbers of a lane have been seen: datagrams overtake each other (RFC 6479). */
final class ReplayWindow {
  /** Messages that may overtake one another; older ones count as seen. */
  static final int SIZE = 1_024;

  private final BitSet seen = new BitSet(SIZE);
  private long newest;

  boolean isNew(long number) {
    return number > 0
        && number > newest - SIZE
        && (number > newest || !seen.get((int) (number % SIZE)));
  }

  void mark(long number) {
    if (number > newest) {
      long from = Math.max(newest + 1, number - SIZE + 1);
      for (long passed = from; passed < number; passed++) {
        seen.clear((int) (passed % SIZE));
      }
      newest = number;
    }
    seen.set((int) (number % SIZE));
  }
}
