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
    OUT_OF_ORDER
  }
}
