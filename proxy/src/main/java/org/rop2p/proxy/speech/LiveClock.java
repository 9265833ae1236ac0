package org.rop2p.proxy.speech;

import org.rop2p.proxy.delivery.Moment;

/**
 * A clock that stands still while the server is silent, so that a stalled server ends no window in
 * which one of its copies may still come. Milliseconds; confined to one thread.
 */
public final class LiveClock {
  /** Silence in which a server that has nothing to say still counts as alive. */
  static final long PATIENCE_MILLIS = 1_000;

  private long live;
  private long heardAt;

  /** A server that has just been heard. */
  public LiveClock(long now) {
    heardAt = now;
  }

  /** Something came from the server. */
  public void heard(long now) {
    live = live(now);
    heardAt = now;
  }

  /** The time by both clocks. */
  public Moment at(long now) {
    return new Moment(now, live(now));
  }

  private long live(long now) {
    return live + Math.min(PATIENCE_MILLIS, Math.max(0, now - heardAt));
  }
}
