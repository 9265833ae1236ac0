package org.rop2p.testbed.oracle;

import org.rop2p.codec.view.Cell;

/**
 * Where a unit stands or is bound for on one screen, from {@code nanos} on.
 *
 * @param to null when it is not on the screen any more
 */
public record Heading(int observer, int author, Cell to, long nanos) {}
