package org.rop2p.proxy.walking;

import java.util.OptionalLong;

/**
 * Spares the server requests to walk: the first after a rest goes at once, those made on the way
 * wait, and only the latest goes. The price is that the own character, whom only the server moves,
 * turns up to {@link #HOLD_MILLIS} later. Who calls keeps the frame that is held and sends it when
 * told: nothing else may reach the server before it, and the client's leaving sends it, too. Pure
 * but for its own state; confined to one thread.
 */
public final class WalkPacer {
  /** Between two requests of one walk; the longest a request waits. */
  public static final long HOLD_MILLIS = 500;

  /** A walk of a cell or two is over so soon that the next click still belongs to it. */
  private static final long SHORT_WALK_MILLIS = 250;

  /** Peers show the character at most so many cells from where the server will have it. */
  private static final int MAX_APART = 10;

  /** What becomes of a request just made. */
  public enum Decision {
    /** It goes now; one that is held is dropped, the server would skip it. */
    FORWARD,
    /** It waits; one that is held is dropped. */
    HOLD,
    /** The one that is held goes now, then this one: nothing is withheld any more. */
    FORWARD_BOTH
  }

  private boolean holding;
  private boolean sentBefore;
  private long sentAt;

  /**
   * The client asks to walk.
   *
   * @param mayWait whether anything may be held back now
   * @param starts see {@link OwnWalks#starts}
   * @param apart see {@link OwnWalks#apart}
   */
  public Decision asked(boolean mayWait, boolean starts, int apart, long now) {
    if (!mayWait) {
      boolean both = holding;
      sent(now);
      return both ? Decision.FORWARD_BOTH : Decision.FORWARD;
    }
    boolean first = !sentBefore || (starts && !holding && now - sentAt >= SHORT_WALK_MILLIS);
    if (first || now - sentAt >= HOLD_MILLIS || apart >= MAX_APART) {
      sent(now);
      return Decision.FORWARD;
    }
    holding = true;
    return Decision.HOLD;
  }

  /** When the request that is held must go at the latest; empty if none is. */
  public OptionalLong dueAt() {
    return holding ? OptionalLong.of(sentAt + HOLD_MILLIS) : OptionalLong.empty();
  }

  /**
   * Time passes, or something changes in view.
   *
   * @return whether the request that is held goes now
   */
  public boolean releases(boolean mayWait, int apart, long now) {
    return holding && (!mayWait || apart >= MAX_APART || now - sentAt >= HOLD_MILLIS) && flush(now);
  }

  /**
   * Another packet goes to the server, or the client leaves.
   *
   * @return whether the request that is held goes first
   */
  public boolean flush(long now) {
    boolean held = holding;
    if (held) {
      sent(now);
    }
    return held;
  }

  /** Another map: what was held belonged to the old one. */
  public void forget() {
    holding = false;
    sentBefore = false;
  }

  private void sent(long now) {
    holding = false;
    sentBefore = true;
    sentAt = now;
  }
}
