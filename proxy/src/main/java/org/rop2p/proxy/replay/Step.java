package org.rop2p.proxy.replay;

import org.rop2p.codec.Direction;

/** One thing a replay does. */
public sealed interface Step {
  /** The place in the list of connections. */
  int connection();

  /** Writes {@code length} bytes of a direction; the connection is opened before its first. */
  record Send(int connection, Direction direction, int offset, int length) implements Step {}

  /** Ends the connection as recorded. */
  record Close(int connection) implements Step {}
}
