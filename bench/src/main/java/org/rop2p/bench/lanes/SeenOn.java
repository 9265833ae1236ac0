package org.rop2p.bench.lanes;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.rop2p.testbed.client.ScreenEvent;

/** When a screen has shown what. Thread-safe. */
final class SeenOn {
  private final Map<Said, NavigableSet<Long>> times = new HashMap<>();

  /** Takes everything that the screen shows. */
  synchronized void shows(ScreenEvent event) {
    Said.of(event)
        .ifPresent(said -> times.computeIfAbsent(said, key -> new TreeSet<>()).add(event.nanos()));
  }

  /** Everything so far; begins anew. */
  synchronized Map<Said, NavigableSet<Long>> drain() {
    Map<Said, NavigableSet<Long>> all = new HashMap<>(times);
    times.clear();
    return all;
  }
}
