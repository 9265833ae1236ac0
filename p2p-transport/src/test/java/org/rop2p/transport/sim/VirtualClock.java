package org.rop2p.transport.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/** Time that passes only when all is done that was due. */
final class VirtualClock {
  /** So often in a row, at one moment, only a deadline that never moves is due. */
  private static final int STUCK = 100_000;

  private record Event(long at, long order, Runnable action) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private final List<Driven> participants = new ArrayList<>();
  private long now;
  private long order;

  long now() {
    return now;
  }

  void join(Driven participant) {
    participants.add(participant);
  }

  void after(long delay, Runnable action) {
    if (delay < 0) {
      throw new IllegalArgumentException("Nothing happens in the past");
    }
    events.add(new Event(Math.addExact(now, delay), order++, action));
  }

  /** Events of one moment run in the order they were asked for, and before participants. */
  boolean runUntil(BooleanSupplier condition, long limit) {
    long end = Math.addExact(now, limit);
    int steps = 0;
    while (!condition.getAsBoolean()) {
      long at = nextAt();
      if (at > end) {
        now = end;
        return condition.getAsBoolean();
      }
      steps = at > now ? 0 : steps + 1;
      if (steps > STUCK) {
        throw new IllegalStateException("Time stands still: a deadline does not move on");
      }
      now = Math.max(now, at);
      step();
    }
    return true;
  }

  private long nextAt() {
    Event event = events.peek();
    long at = event == null ? Long.MAX_VALUE : event.at;
    for (Driven participant : participants) {
      at = Math.min(at, participant.deadline());
    }
    return at;
  }

  private void step() {
    Event event = events.peek();
    if (event != null && event.at <= now) {
      events.remove().action.run();
      return;
    }
    for (Driven participant : List.copyOf(participants)) {
      if (participant.deadline() <= now) {
        participant.advance();
      }
    }
  }
}
