package org.rop2p.testbed.oracle;

import org.rop2p.codec.view.Cell;

/**
 * Where a unit stands or is bound for on one screen, from {@code nanos} on.
 *
 * @param to null when it is not on the screen any more
 * @param stopped it was put there, whatever it was bound for
 */
public record Heading(int observer, int author, Cell to, long nanos, boolean stopped) {
  /** Of a unit that walks, stands or is gone. */
  public Heading(int observer, int author, Cell to, long nanos) {
    this(observer, author, to, nanos, false);
  }
}
