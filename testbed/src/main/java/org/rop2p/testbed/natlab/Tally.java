package org.rop2p.testbed.natlab;

import java.util.BitSet;

/**
 * What one end of a link has sent and received, messages being numbered from 0. Thread-safe; times
 * are nanoseconds of one clock.
 */
final class Tally {
  private final BitSet seen = new BitSet();
  private int sent;
  private int doubled;
  private long last;
  private long longestGap;

  synchronized void sent() {
    sent++;
  }

  synchronized void received(int number, long now) {
    if (seen.isEmpty()) {
      last = now;
    }
    longestGap = Math.max(longestGap, now - last);
    last = now;
    if (seen.get(number)) {
      doubled++;
    }
    seen.set(number);
  }

  synchronized Counted counted(long now) {
    return new Counted(
        sent,
        seen.cardinality(),
        doubled,
        (int) (longestGap / 1_000_000),
        seen.isEmpty() ? 0 : (int) ((now - last) / 1_000_000));
  }

  /**
   * A tally as of one moment.
   *
   * @param sent those refused, too
   * @param received different numbers
   * @param doubled messages whose number had come before
   * @param longestGapMillis between two messages that came
   * @param quietMillis since the last message that came; 0 if none has
   */
  record Counted(int sent, int received, int doubled, int longestGapMillis, int quietMillis) {

    Line line(int link) {
      return Line.of("tally", link, sent, received, doubled, longestGapMillis, quietMillis);
    }

    static Counted of(Line line) {
      return new Counted(
          line.number(0), line.number(1), line.number(2), line.number(3), line.number(4));
    }
  }
}
