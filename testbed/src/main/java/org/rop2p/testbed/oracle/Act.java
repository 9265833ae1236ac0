package org.rop2p.testbed.oracle;

/**
 * One thing a player did.
 *
 * @param sentNanos when it left the client; equal to {@code nanos} if no client sent it
 * @param nanos when the server decided on it; of what the server never saw, when it would have
 */
public record Act(int author, Content content, long sentNanos, long nanos, Fate fate) {

  /** What became of it. */
  public enum Fate {
    /** The server told those in range. */
    ACCEPTED,
    /** The server told nobody. */
    REFUSED,
    /** A walk that a newer one overtook before the server had begun it: may be seen, need not. */
    OVERTAKEN,
    /** The server never saw it; those in range should see it all the same. */
    UNSEEN,
    /** The server accepted what no client sent: nobody should see it. */
    INVENTED
  }
}
