package org.rop2p.testbed.server;

/** One or more packets to a client. */
@FunctionalInterface
interface Outgoing {
  void write(PacketWriter out);
}
