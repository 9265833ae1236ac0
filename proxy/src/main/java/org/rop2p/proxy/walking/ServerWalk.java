package org.rop2p.proxy.walking;

import org.rop2p.codec.view.Cell;

/**
 * A walk as the server tells it.
 *
 * @param tick the server's when it began
 * @param speed milliseconds per cell; 0 where the frame does not say
 * @param entry told by a walking entry (09FD and its elders), else by a bare move (0086)
 * @param nothingElseNew the frame says nothing that the client does not know but the walk
 */
public record ServerWalk(
    Cell from, Cell to, int tick, int speed, boolean entry, boolean nothingElseNew) {}
