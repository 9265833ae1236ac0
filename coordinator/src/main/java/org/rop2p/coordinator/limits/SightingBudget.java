package org.rop2p.coordinator.limits;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Of how many different accounts one account may say that it sees them: who was named lately is
 * free, everybody else costs. Not thread-safe.
 */
final class SightingBudget {
  /** A player who comes back into a crowd pays for nobody twice. */
  private static final int REMEMBERED = 1_024;

  private final Meter meter;
  private final Map<Integer, Boolean> lately =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  SightingBudget(Rate rate, long now) {
    this.meter = new Meter(rate, now);
  }

  /**
   * Those of them that may be told now, in their order; the others may be asked for again later.
   */
  List<Integer> take(Collection<Integer> accounts, long now) {
    List<Integer> allowed = new ArrayList<>();
    for (int account : accounts) {
      if (lately.get(account) != null || meter.take(now)) {
        lately.put(account, true);
        allowed.add(account);
      }
    }
    return allowed;
  }
}
