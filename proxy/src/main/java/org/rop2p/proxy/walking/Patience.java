package org.rop2p.proxy.walking;

/**
 * How long the server may leave a walk unmentioned.
 *
 * @param told milliseconds in which a server that runs has begun the walk, and its word is here
 * @param more further milliseconds for what it had to catch up with
 */
public record Patience(long told, long more) {
  /** A request on the way is looked at on the next cell: one diagonal step and a slow cycle. */
  private static final long NEXT_CELL_MILLIS = 250;

  /**
   * For a zone.
   *
   * @param answerMillis the server's usual time to answer the own client
   * @param heldMillis how long an author's proxy may keep a request back, 0 where it does not
   */
  public static Patience of(long answerMillis, long heldMillis) {
    return new Patience(
        answerMillis + NEXT_CELL_MILLIS + heldMillis, answerMillis + NEXT_CELL_MILLIS);
  }
}
