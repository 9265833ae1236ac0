package org.rop2p.proxy.peer;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.rop2p.coordinator.api.ClientMessage;

/**
 * What the coordinator is told of this process now and then. It is told once, however many players
 * are here: by the one who has been joined for longest. Thread-safe; does no I/O of its own.
 */
final class Reports {
  static final long INTERVAL_MILLIS = 10_000;

  private record Around(int inView, int linked) {}

  private final BiFunction<Integer, Integer, Map<String, Long>> counters;
  private final Map<Integer, Around> joined = new TreeMap<>();
  private long nextAt = Long.MIN_VALUE;

  /**
   * Nobody is joined.
   *
   * @param counters by name, given how many players are in view and how many of them are linked;
   *     any thread
   */
  Reports(BiFunction<Integer, Integer, Map<String, Long>> counters) {
    this.counters = counters;
  }

  /**
   * A player is joined, and says how many are around him. The first report goes at once: later ones
   * are compared with it.
   *
   * @return what he is to tell the coordinator now
   */
  Optional<ClientMessage.Stats> due(int presence, int inView, int linked, long now) {
    int allInView;
    int allLinked;
    synchronized (this) {
      joined.put(presence, new Around(inView, linked));
      if (now < nextAt || joined.keySet().iterator().next() != presence) {
        return Optional.empty();
      }
      nextAt = now + INTERVAL_MILLIS;
      allInView = joined.values().stream().mapToInt(Around::inView).sum();
      allLinked = joined.values().stream().mapToInt(Around::linked).sum();
    }
    return Optional.of(new ClientMessage.Stats(counters.apply(allInView, allLinked)));
  }

  /** A player is not joined, or no longer. */
  synchronized void left(int presence) {
    joined.remove(presence);
  }
}
