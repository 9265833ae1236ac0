package org.rop2p.coordinator.limits;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * One thing per key (a meter per address, say), for at most so many keys: beyond that the one that
 * was not asked for the longest makes room. Whoever has so many keys at hand is limited no more by
 * these, but memory stays bounded and nobody else is refused. Not thread-safe.
 *
 * @param <K> with {@code equals}
 */
final class Meters<K, M> {
  private final Map<K, M> meters;
  private final LongFunction<M> fresh;

  Meters(int most, LongFunction<M> fresh) {
    this.fresh = fresh;
    this.meters =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, M> eldest) {
            return size() > most;
          }
        };
  }

  /** The key's own; a fresh one if it has none yet, or has lost it. */
  M of(K key, long now) {
    M known = meters.get(key);
    if (known == null) {
      known = fresh.apply(now);
      meters.put(key, known);
    }
    return known;
  }

  int size() {
    return meters.size();
  }
}
