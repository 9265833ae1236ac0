package org.rop2p.transport.turn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the server grants for single peers for a while, permissions or channels: wanted, granted,
 * refreshed while it is used, and forgotten. When there is no room, the one goes that has been
 * unused for the longest.
 *
 * @param <K> how a peer is told
 */
final class Grants<K> {
  /** Refreshes without use in between, after which a grant is left to lapse. */
  private static final int MAX_IDLE = 2;

  private enum State {
    WANTED,
    GRANTED,
    REFUSED
  }

  private static final class Grant {
    private State state = State.WANTED;
    private long askAt;
    private boolean used = true;
    private int idle;

    private Grant(long now) {
      askAt = now;
    }
  }

  /** Not {@link Grant#askAt} of one that is under way. */
  private static final long NEVER = Long.MAX_VALUE;

  private final int max;
  private final long refresh;

  /** The least recently used first. */
  private final Map<K, Grant> grants = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param max at a time, at least 1
   * @param refresh from an answer until the grant is asked for again, also after a refusal
   */
  Grants(int max, long refresh) {
    this.max = max;
    this.refresh = refresh;
  }

  /**
   * Asks for a grant, or tells that it is still of use.
   *
   * @return false if it was refused lately
   */
  boolean want(K peer, long now) {
    Grant grant = grants.get(peer);
    if (grant == null) {
      if (grants.size() >= max) {
        grants.remove(grants.keySet().iterator().next());
      }
      grant = new Grant(now);
      grants.put(peer, grant);
    }
    if (grant.state == State.REFUSED && now >= grant.askAt) {
      grant.state = State.WANTED;
    }
    grant.used = true;
    return grant.state != State.REFUSED;
  }

  /** Whether there is one, asked for or granted; this counts as use. */
  boolean useWanted(K peer) {
    Grant grant = grants.get(peer);
    return grant != null && grant.state != State.REFUSED && use(grant);
  }

  /** Whether it is granted; this counts as use. */
  boolean useGranted(K peer) {
    Grant grant = grants.get(peer);
    return grant != null && grant.state == State.GRANTED && use(grant);
  }

  /** The next peer to ask for; it is not due again before an answer. Forgets what lies idle. */
  Optional<K> due(long now) {
    List<K> lapsed = new ArrayList<>();
    Optional<K> due = Optional.empty();
    for (var entry : grants.entrySet()) {
      Grant grant = entry.getValue();
      if (grant.askAt > now) {
        continue;
      }
      grant.idle = grant.used ? 0 : grant.idle + 1;
      grant.used = false;
      if (grant.state == State.REFUSED || grant.idle > MAX_IDLE) {
        lapsed.add(entry.getKey());
        continue;
      }
      grant.askAt = NEVER;
      due = Optional.of(entry.getKey());
      break;
    }
    lapsed.forEach(grants::remove);
    return due;
  }

  /**
   * The server has said yes.
   *
   * @return whether that is news
   */
  boolean granted(K peer, long now) {
    return settle(peer, State.GRANTED, now);
  }

  /**
   * The server has said no.
   *
   * @return whether that is news
   */
  boolean refused(K peer, long now) {
    return settle(peer, State.REFUSED, now);
  }

  /** When {@link #due} has one, {@link Long#MAX_VALUE} for never. */
  long deadline() {
    return grants.values().stream().mapToLong(grant -> grant.askAt).min().orElse(NEVER);
  }

  private boolean settle(K peer, State state, long now) {
    Grant grant = grants.get(peer);
    if (grant == null) {
      return false;
    }
    boolean news = grant.state != state;
    grant.state = state;
    grant.askAt = now + refresh;
    return news;
  }

  private static boolean use(Grant grant) {
    grant.used = true;
    return true;
  }
}
