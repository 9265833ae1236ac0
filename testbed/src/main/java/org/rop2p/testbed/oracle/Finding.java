package org.rop2p.testbed.oracle;

/**
 * One pair that went wrong.
 *
 * @param nanos when it was decided on (lost) or seen (otherwise)
 */
public record Finding(Fault fault, int author, int observer, Content content, long nanos) {
  /** How. */
  public enum Fault {
    LOST,
    DUPLICATED,
    UNEXPECTED,
    OUT_OF_ORDER,
    /** A walk that began on the screen far from where the server let it begin. */
    MISPLACED,
    /** A walk that never reached the server; on the author's own screen. */
    SWALLOWED,
    /** A line or emote that never reached the server, though who has no link was in range. */
    UNREACHED
  }
}
