package org.rop2p.proxy.speech.schedule;

import java.util.PriorityQueue;

/** Virtual time, milliseconds from 0: what is due first happens first, equal times in order. */
final class Timeline {
  private record Event(long at, long number, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long now;
  private long number;

  long now() {
    return now;
  }

  void at(long when, Runnable action) {
    events.add(new Event(Math.max(when, now), number++, action));
  }

  void after(long millis, Runnable action) {
    at(now + millis, action);
  }

  /** Until nothing is left. */
  void run() {
    while (!events.isEmpty()) {
      Event next = events.poll();
      now = next.at();
      next.action().run();
    }
  }
}
