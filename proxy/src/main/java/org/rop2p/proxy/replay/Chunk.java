package org.rop2p.proxy.replay;

import org.rop2p.codec.Direction;

/**
 * Bytes of one direction that arrived together when the session was recorded.
 *
 * @param atMs milliseconds since the first connection of the session began
 * @param offset first byte within its direction
 */
public record Chunk(double atMs, Direction direction, int offset, int length) {}
