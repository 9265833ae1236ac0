package org.rop2p.bench.relay;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The receiving end of one direction of one connection: what is still due, and how late it came.
 */
final class Lane {
  private final List<Schedule.Send> due = new ArrayList<>();
  private int next;
  private int matched;
  private boolean corrupt;

  /** What is told of every message that has arrived. */
  interface Arrivals {
    void arrived(Schedule.Send send);
  }

  void expect(Schedule.Send send) {
    due.add(send);
  }

  /** Takes received bytes and compares them with what was sent. */
  void received(ByteBuffer bytes, Arrivals arrivals) {
    while (bytes.hasRemaining() && !corrupt) {
      if (next == due.size()) {
        corrupt = true;
        return;
      }
      byte[] expected = due.get(next).bytes();
      int length = Math.min(bytes.remaining(), expected.length - matched);
      corrupt =
          bytes.slice(bytes.position(), length).mismatch(ByteBuffer.wrap(expected, matched, length))
              >= 0;
      bytes.position(bytes.position() + length);
      matched += length;
      if (matched == expected.length && !corrupt) {
        arrivals.arrived(due.get(next));
        matched = 0;
        next++;
      }
    }
  }

  /** Whether other bytes came than were sent. */
  boolean corrupt() {
    return corrupt;
  }

  boolean complete() {
    return next == due.size();
  }
}
