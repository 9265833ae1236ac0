package org.rop2p.proxy.routing;

/** How long the server takes to answer, smoothed. Milliseconds; confined to one thread. */
public final class AnswerTime {
  /** Before anything was measured: a far server. */
  private static final long INITIAL = 300;

  private static final long MOST = 5_000;
  private static final int WEIGHT = 8;

  private long smoothed = INITIAL;
  private boolean measured;

  public void measured(long millis) {
    long sample = Math.min(MOST, Math.max(0, millis));
    smoothed = measured ? (smoothed * (WEIGHT - 1) + sample) / WEIGHT : sample;
    measured = true;
  }

  public long millis() {
    return smoothed;
  }
}
