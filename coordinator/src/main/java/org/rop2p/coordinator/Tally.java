package org.rop2p.coordinator;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often each {@link Event} happened since the start. Thread-safe. */
public final class Tally {
  private final Map<Event, LongAdder> counts = new EnumMap<>(Event.class);

  public Tally() {
    for (Event event : Event.values()) {
      counts.put(event, new LongAdder());
    }
  }

  /** One more. */
  public void count(Event event) {
    counts.get(event).increment();
  }

  /** How many so far. */
  public long of(Event event) {
    return counts.get(event).sum();
  }
}
