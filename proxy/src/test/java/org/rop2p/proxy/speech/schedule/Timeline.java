package org.rop2p.proxy.speech.schedule;

import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

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
  private final Consumer<String> journal;
  private long now;
  private long number;

  /** Tells {@code journal} what happens; null: nobody. */
  Timeline(Consumer<String> journal) {
    this.journal = journal;
  }

  /** Something worth knowing when a schedule goes wrong. */
  void note(Supplier<String> what) {
    if (journal != null) {
      journal.accept(now + " " + what.get());
    }
  }

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
