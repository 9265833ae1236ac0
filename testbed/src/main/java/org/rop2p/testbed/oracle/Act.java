package org.rop2p.testbed.oracle;

import java.util.Set;
import org.rop2p.codec.view.Cell;

/**
 * One thing a player did.
 *
 * @param sentNanos when it left the client; equal to {@code nanos} if no client sent it
 * @param nanos when the server decided on it; of what the server never saw, when it would have
 * @param told accounts whose clients the server told of it, the author's own too where it gets an
 *     echo; empty unless {@code fate} is {@link Fate#ACCEPTED} or {@link Fate#CONFIDED}
 * @param from where the server let a walk begin; null for everything else
 */
public record Act(
    int author,
    Content content,
    long sentNanos,
    long nanos,
    Fate fate,
    Set<Integer> told,
    Cell from) {
  public Act {
    told = Set.copyOf(told);
  }

  /**
   * Whether it is a click on the cell that the author has just come to: the server stops him there,
   * and tells nobody else.
   */
  boolean stopsInSilence() {
    return fate == Fate.OVERTAKEN && new Content.Walk(from).equals(content);
  }

  /** What became of it. */
  public enum Fate {
    /** The server told those in range. */
    ACCEPTED,
    /** The server told some, wherever the others stood: talk in a chat room. */
    CONFIDED,
    /** The server told nobody. */
    REFUSED,
    /** A walk that a newer one overtook before the server had begun it: may be seen, need not. */
    OVERTAKEN,
    /** The server never saw it; those in range should see it all the same, walks apart. */
    UNSEEN,
    /** The server accepted what no client sent: nobody should see it. */
    INVENTED
  }
}
