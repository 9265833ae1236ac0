package org.rop2p.coordinator.session;

import java.util.HashMap;
import java.util.Map;

/**
 * Keeps what one membership hears of each peer in order, by the generations of {@link Notice}s,
 * whatever order they come in. Pure. It grows with the peers met.
 */
public final class NewestOnly {
  private final Map<Integer, Long> newest = new HashMap<>();

  /** Whether this says something newer of the peer than all before. */
  public boolean isNews(int peer, long generation) {
    Long known = newest.get(peer);
    if (known != null && known >= generation) {
      return false;
    }
    newest.put(peer, generation);
    return true;
  }

  /** The last that was said of the peer would be news again. */
  public void doubt(int peer) {
    newest.computeIfPresent(peer, (key, generation) -> generation - 1);
  }
}
