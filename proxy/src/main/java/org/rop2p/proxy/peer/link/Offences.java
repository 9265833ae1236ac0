package org.rop2p.proxy.peer.link;

import java.util.LinkedHashMap;
import java.util.Map;
import org.rop2p.transport.Fingerprint;

/**
 * What every proxy has done wrong of late, forgotten with time, and which of them are refused for
 * it. Bounded; thread-safe.
 */
public final class Offences {
  /** From here on a proxy is refused: four unreadable messages in a row, or 200 over the rate. */
  static final int LIMIT = 200;

  /** What an honest proxy that has lost its coordinator may go on sending is forgotten as fast. */
  static final int FORGIVEN_PER_SECOND = 10;

  /** A minute of play is not worth the trouble of ten; a proxy started anew has a new name. */
  public static final long REFUSED_MILLIS = 600_000;

  /** Far more than can be linked at a time. */
  static final int KEPT = 1_024;

  private static final long MILLIS = 1_000;

  private static final class Standing {
    private long score;
    private long at;
    private long refusedUntil = Long.MIN_VALUE;
  }

  private final Map<Fingerprint, Standing> standings =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Fingerprint, Standing> eldest) {
          return size() > KEPT;
        }
      };

  /** Adds one; true when the proxy is refused because of this very one. */
  public synchronized boolean add(Fingerprint proxy, Offence offence, long now) {
    Standing standing = standings.computeIfAbsent(proxy, key -> new Standing());
    long forgiven = Math.max(0, now - standing.at) * FORGIVEN_PER_SECOND;
    standing.score = Math.max(0, standing.score - forgiven) + offence.points() * MILLIS;
    standing.at = now;
    if (standing.score < LIMIT * MILLIS || now < standing.refusedUntil) {
      return false;
    }
    standing.score = 0;
    standing.refusedUntil = now + REFUSED_MILLIS;
    return true;
  }

  public synchronized boolean refused(Fingerprint proxy, long now) {
    Standing standing = standings.get(proxy);
    return standing != null && now < standing.refusedUntil;
  }
}
