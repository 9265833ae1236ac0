package org.rop2p.testbed.server;

import io.netty.buffer.ByteBuf;

/** Appends one or more whole packets. */
@FunctionalInterface
interface Outgoing {
  void write(ByteBuf out);
}
